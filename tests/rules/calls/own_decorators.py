# torch: >=1.13
"""Decorators of the file that return a function of their own: without functools.wraps that is what is compiled."""
import functools

import torch
from torch import nn


def doubled(fn):
    def inner(x):
        return fn(x) * 2

    return inner


def scaled(factor):
    def decorate(fn):
        def inner(x):
            return fn(x) * factor  # error: [python-global]

        return inner

    return decorate


def anything(fn):
    def inner(*args, **kwargs):  # error: [variadic-parameters]
        return fn(*args, **kwargs)  # error: [dict-unpacking]

    return inner


def guarded(fn):
    def inner(x):
        try:  # error: [try-statement]
            return fn(x)
        finally:
            print("done")

    return inner


def quick(fn):
    return lambda x: fn(x)


def wrapped(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return inner


def updated(fn):
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    functools.update_wrapper(inner, fn)
    return inner


def returned_updated(fn):
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return functools.update_wrapper(inner, fn)


def marked(fn):
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    inner.__wrapped__ = fn
    return inner


def left_to_python(fn):
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return torch.jit.ignore(inner)


@doubled
def plain(x):
    return x + 1


@doubled
def in_python(x):
    return x.numpy()  # error: [unsupported-library-call]


@scaled(2)
def by_number(x):
    return x


@anything
def any_call(x):
    return x


@guarded
def cleaned(x):
    return x


@quick
def short(x):
    return x


@wrapped  # warning: [dropped-decorator]
def kept(x):
    return x


@updated
def kept_too(x):
    return x


@returned_updated
def kept_as_well(x):
    return x


@marked
def kept_by_hand(x):
    return x


def accepted(x):
    return kept(x) + kept_too(x) + kept_as_well(x) + kept_by_hand(x) + plain(x)


def by_numpy(x):
    return in_python(x)


def by_lambda(x):
    return short(x)  # error: [lambda-function]


def by_any(x):
    return any_call(x)


def two_results(fn):
    def inner(x):
        return fn(x), x

    return inner


@two_results
def paired(x):
    return x


def wrong(x):
    return paired(x) * 2.5  # error: [argument-type-mismatch]


torch.jit.script(accepted)
for refused in (by_numpy, by_number, by_any, cleaned, by_lambda, wrong):
    try:
        torch.jit.script(refused)
    except Exception:
        pass


def with_self(fn):
    def inner(self, x):
        return fn(self, x)  # error: [argument-type-mismatch]

    return inner


def on_its_own(fn):
    def inner(self, x):
        return self.fc(x) * 2

    return inner


class Logged(nn.Module):
    @with_self
    def forward(self, x):
        return x


class LoggedForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    @anything
    def forward(self, x):
        return self.fc(x)


class Replaced(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    @on_its_own
    def forward(self, x):
        return x.numpy()

    @anything
    def describe(self):
        return "replaced"


class Renamed(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    @on_its_own  # error: [method-alias]
    def run(self, x):
        return x

    def forward(self, x):
        return self.run(x)


class Kept(nn.Module):
    @wrapped  # warning: [dropped-decorator]
    def run(self, x):
        return x

    @left_to_python
    def log(self, x):
        print(x)

    def forward(self, x):
        return self.run(x)


torch.jit.script(Replaced())
torch.jit.script(Kept())
for refused in (Logged(), LoggedForward(), Renamed()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
