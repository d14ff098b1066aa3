def a(): pass
def b(x, y=1, *z, w, v=2, **k): pass
def c(x, /, y, *, z): pass
def d(*, z=1): pass
def e(x: int, y: "str" = "", *z: int, w: A[B] = None, **k: C) -> Tuple[int, ...]: pass
def f(x=lambda a, b=1: a, y=(1, 2)): return x
def g() -> None:
    """doc"""
def h(
    x,  # type: int
    y=2,
    # a comment
    *args,
):
    # type: (...) -> int
    pass
@x
def i(): pass
@x.y(z)

@w
async def j(a, b): return a
def k(a, b=1, /): pass
def l(a, b=1, /, c=2, *, d): pass
def m(): return lambda *a, **k: (a, k)
def n(): return lambda x: (yield)
def o(
): ...
if x:
    def p(): pass
    y = 1
def q():
	return 1
def r():
  if x:
        return 1
  return 2
