class A: pass
class B():
    """doc"""
class C(A, metaclass=M, **kw):
    x: int = 1
    y = 2

    def __init__(self, *, a: int = 1, b=2): self.a = a; self.b = b

    @property
    def p(self) -> int: return self.a

    @p.setter
    def p(self, v): ...

    @staticmethod
    def s(): pass

    class D(A):
        class E: ...


@decorator
@decorator.with_.dots(1, key=2)
@(lambda f: f)
class F: x = 1; y = 2


if True:
    class G(A,): pass
class H(*bases, **kw): pass
