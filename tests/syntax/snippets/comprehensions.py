[x for x in y]
[x for x in y if x if not y]
[x for x in y for z in x if z]
{x for x in y}
{x: y for x, y in z.items()}
(x for x in y)
[(a, b) for a, b in c]
[a for a, in b]
[[i for i in range(j)] for j in range(3)]
[x if x else y for x in (1, 2)]
[lambda: x for x in y if (lambda: x)()]
sum(x * x for x in range(10))
async def f():
    [x async for x in y]
    {x: y async for x, y in z if await x}
    return [await x for x in y]
[x for (x) in y]
[x for x.a in y]
[x for x[0], *z in y]
