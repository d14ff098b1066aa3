f"plain"
f"{a}"
f"{a}{b}"
f"x{a!r}y{b:>10}z{c!s:{width}.{precision}}"
f"{{}}"
f"{{{a}}}"
f"{a + b}{c[0]}{d.e()}{f(g, h=1)}"
f'{a["b"]}'
f"{a:%Y-%m-%d}"
"a" f"{b}" "c"
f"a" "b" f"c{d}"
rf"\d{a}"
f"{lambda_}"
f"""{
a
}"""
f"{a!a}"
f"{(lambda x: x)(1)}"
f"{ {1: 2}[1] }"
f"\n{a}\t"
"%s %d" % (a, b)
"{} {x}".format(a, x=b)
f"{a,}"
f"{a if b else c}"
f"{a:{b}}"
f"é{a}é"
