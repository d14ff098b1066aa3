a + b - c * d / e // f % g @ h
a ** b ** c
-a ** -b
not a == b
a < b <= c != d is e is not f in g not in h
a and b or c and not d
a | b ^ c & d << e >> f
+a, -b, ~c, not d
a if b else c if d else e
(a := b) + 1
a.b.c
a[b]
a[b, c]
a[b:c]
a[:], a[b:], a[:c], a[::d], a[b:c:d]
a[b:c, ..., None, 1:]
a[b,]
a[:, None]
a[(b, c)]
a[b][c].d(e)[f]
a[-1]
a[x := 1]
1 .real
1.0.real
"a".join(b)
a<b>c==d
not(a)
- - a
not not a
a if(b)else(c)
lambda: a if b else c
(yield_)
a[b if c else d]
*a, b
(*a, b)
x = a, *b
a or(b)
a \
    + b
(a
 + b
 - c)
