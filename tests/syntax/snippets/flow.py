if a: pass
elif b: pass
elif c:
    x
else: y
if a:
    if b:
        c
    else:
        d
while x:
    break
else:
    y
while True: continue
for i in range(3): pass
for i, (j, *k) in x, y:
    continue
else:
    pass
for x in *a, b: pass
try:
    x
except A:
    y
except (B, C) as e:
    z
except:
    w
else:
    v
finally:
    u
try: x
finally: y
with a: pass
with a as b, c as (d, e):
    pass
with (a as b, c): pass
with (a, b): pass
with (a): pass
with (a) as b: pass
with a as b.c, d as e[0]: pass
raise
raise A
raise A(1) from b
assert x
assert x, "message"
def f():
    return
    return 1, *x
    yield
    yield x, y
    z = yield 1
    yield from x
    nonlocal_ = (yield)
    global q, r
    def g():
        nonlocal z
        return z
async def g():
    async for x in y: await x
    else: pass
    async with a as b, c: pass
    return await x
pass; pass
x; y; z = 1
import a, b.c, d as e, f.g as h
from a import b
from . import c
from .. import d as e
from ...x.y import (f, g as h,)
from a.b import *
from .a import b, c
