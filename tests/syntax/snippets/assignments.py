x = 1
a = b = c = (1, 2)
a, b = b, a
(a, b), [c, *d] = (1, 2), [3, 4, 5]
[a, b] = 1, 2
*a, b = 1, 2, 3
x: int
y: "List[int]" = []
(z): int = 3
obj = type("O", (), {})()
obj.attr: int = 3
obj.list = [0]
obj.list[0]: int = 1
x += 1
x -= 1
x *= 2
x /= 2
x //= 2
x %= 2
x @= 2
x **= 2
x >>= 1
x <<= 1
x &= 1
x |= 1
x ^= 1
a[0], a.b[1:2], c.d = 1, [2], 3
x = yield_ = None
del a, b
del (c)
del x.y, x[0], [d, (e)]
global g
type_ = 3
match = case = 4
print(match)
