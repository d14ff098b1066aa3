f()
f(1)
f(1, 2,)
f(a=1)
f(1, *args, 2, a=3, **kwargs, b=4)
f(*a, *b, **c, **d)
f(x for x in y)
f((yield_), [*a], {**b})
f(a)(b)(c)
f(a).g(b)[c].h
f(
    # a comment inside
    1,

    b=2,  # and one behind
)
print("a", end="")
f(x := 1, y=(z := 2))
f(lambda: 0, *[1], key=lambda x, /, y=1, *z, w, **k: (x, y))
print(*range(3))
await_ = f(-1 ** 2, not a, ~b)
