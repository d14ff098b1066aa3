#include "torchscript/wrappers.h"

#include <initializer_list>

#include "text/among.h"

namespace jitlint::torchscript {
namespace {

/// torch/autograd/grad_mode.py, since 2.0 torch/utils/_contextlib.py.
bool grad_mode_has(std::string_view name, Version version) {
    // Its `F` and `FuncType` are type variables, of no use to any function.
    if (text::among(name, {"Any", "Callable", "TypeVar", "_DecoratorContextManager", "cast", "functools", "inspect", "func", "sys"})) return true;
    if (version < Version::of(2, 0)) return text::among(name, {"torch", "no_grad", "enable_grad", "inference_mode", "set_grad_enabled", "self"});
    return text::among(name,
                       {"warnings", "_NoParamDecoratorContextManager", "_wrap_generator", "context_decorator", "overload", "Self", "ctx_factory"});
}

/// torch/cuda/amp/autocast_mode.py, later torch/amp/autocast_mode.py.
constexpr std::string_view kCustomAutocast[] = {"Any",
                                                "HAS_NUMPY",
                                                "Optional",
                                                "autocast",
                                                "autocast_decorator",
                                                "collections",
                                                "container_abcs",
                                                "custom_bwd",
                                                "custom_fwd",
                                                "functools",
                                                "is_autocast_available",
                                                "np",
                                                "string_classes",
                                                "torch",
                                                "warnings",
                                                "cast_inputs",
                                                "device_type",
                                                "fwd",
                                                "bwd"};

constexpr std::string_view kContextlib[] = {"abc",
                                            "os",
                                            "sys",
                                            "_collections_abc",
                                            "deque",
                                            "wraps",
                                            "MethodType",
                                            "GenericAlias",
                                            "func",
                                            "AbstractContextManager",
                                            "AbstractAsyncContextManager",
                                            "AsyncContextDecorator",
                                            "AsyncExitStack",
                                            "ContextDecorator",
                                            "ExitStack",
                                            "aclosing",
                                            "asynccontextmanager",
                                            "chdir",
                                            "closing",
                                            "contextmanager",
                                            "nullcontext",
                                            "redirect_stderr",
                                            "redirect_stdout",
                                            "suppress"};

/// functools.py, and what the wrapper itself uses.
constexpr std::string_view kFunctools[] = {"GenericAlias",
                                           "MappingProxyType",
                                           "MethodType",
                                           "Placeholder",
                                           "RLock",
                                           "UnionType",
                                           "WRAPPER_ASSIGNMENTS",
                                           "WRAPPER_UPDATES",
                                           "cache",
                                           "cached_property",
                                           "cmp_to_key",
                                           "dispatch",
                                           "funcname",
                                           "get_cache_token",
                                           "itemgetter",
                                           "lru_cache",
                                           "namedtuple",
                                           "partial",
                                           "partialmethod",
                                           "recursive_repr",
                                           "reduce",
                                           "singledispatch",
                                           "singledispatchmethod",
                                           "total_ordering",
                                           "update_wrapper",
                                           "wraps"};

}  // namespace

LibraryWrapper library_wrapper(std::string_view dotted) {
    if (text::among(dotted, {"contextlib.contextmanager", "contextlib.asynccontextmanager"})) return LibraryWrapper::ContextManager;
    if (dotted == "functools.singledispatch") return LibraryWrapper::SingleDispatch;
    if (!dotted.starts_with("torch.")) return LibraryWrapper::None;
    const std::string_view name = dotted.substr(dotted.rfind('.') + 1);
    const std::string_view package = dotted.substr(0, dotted.size() - name.size() - 1);
    if (text::among(package, {"torch", "torch.autograd", "torch.autograd.grad_mode"}) &&
        text::among(name, {"no_grad", "enable_grad", "inference_mode", "set_grad_enabled"}))
        return LibraryWrapper::GradMode;
    if (text::among(package, {"torch.amp", "torch.amp.autocast_mode", "torch.cuda.amp", "torch.cuda.amp.autocast_mode"}) &&
        text::among(name, {"custom_fwd", "custom_bwd"}))
        return LibraryWrapper::CustomAutocast;
    return LibraryWrapper::None;
}

bool wrapper_has(LibraryWrapper wrapper, std::string_view name, Version version) {
    // Those of any module.
    if (name.starts_with("__")) return true;
    switch (wrapper) {
        case LibraryWrapper::None:
            return true;
        case LibraryWrapper::GradMode:
            return grad_mode_has(name, version);
        case LibraryWrapper::CustomAutocast:
            return name.starts_with('_') || text::among(name, kCustomAutocast);
        case LibraryWrapper::ContextManager:
            return name.starts_with('_') || text::among(name, kContextlib);
        case LibraryWrapper::SingleDispatch:
            return name.starts_with('_') || text::among(name, kFunctools);
    }
    return true;
}

}  // namespace jitlint::torchscript
