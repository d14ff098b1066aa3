match x:
    case 1: pass
    case -1 | 2.5 | "a" "b" | None | True: pass
    case a.b.c: pass
    case y if y > 1: pass
    case [a, b, *rest]: pass
    case (a, *_): pass
    case (a): pass
    case []: pass
    case (): pass
    case {"k": v, **rest}: pass
    case {}: pass
    case A(): pass
    case A(1, b=2, c=B(x)): pass
    case (1 | 2) as z: pass
    case 1 + 2j: pass
    case _: pass
match x, y:
    case a, b: pass
    case *a, b: pass
match (x):
    case 1:
        match y:
            case 2:
                pass
match = 1
case = 2
match[0], match.x, match(1)
