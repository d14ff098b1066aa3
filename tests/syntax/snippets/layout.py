#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Module docstring."""

from __future__ import annotations


if x:

    # comment

    y

      # oddly indented comment
# comment at the margin
    z
def f():
    pass
    # trailing comment

x = [
1,
    2,
  3
]
if x: y; z
class A:

    def f(self):

        pass



    def g(self): pass
x = 1 ; y = 2 ;
if (a and
    b):
    c
else:
	d
