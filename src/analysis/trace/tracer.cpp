#include "analysis/trace/tracer.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// What a value has to do with the traced inputs.
enum class Flow : std::uint8_t {
    Static,    ///< nothing that the trace would freeze
    Shape,     ///< a tensor's sizes
    Sequence,  ///< a list or tuple that holds tensors
    Size,      ///< a number made from sizes
    Tensor,
};

struct TracedValue {
    Flow flow = Flow::Static;
    PyValue python;  ///< what it is in Python, where known and not computed from the inputs
};

class Tracer {
public:
    Tracer(Evaluator& evaluator, torchscript::Version version, FindingSink& sink) : evaluator_(evaluator), version_(version), sink_(sink) {}

    /// Whether the tracer refuses containers that a trace cannot follow: `strict`, an argument of the call.
    void set_strict(Tri strict) { strict_ = strict; }

    void root(const FunctionRef& function, const ModuleInstance* self, const Call* call, std::string symbol) {
        // The examples: a tuple gives one value for each parameter, anything else is the only one.
        const Expr* examples = !call ? nullptr : call->args.size() > 1 ? call->args[1] : call->argument("example_inputs");
        const auto* tuple = as<Tuple>(examples);
        std::size_t given = SIZE_MAX;
        if (tuple)
            given = tuple->elts.size();
        else if (examples && !is<Name>(examples) && !is<Starred>(examples))
            given = 1;
        std::vector<TracedValue> arguments;
        const std::size_t first = self ? 1 : 0;
        for (std::size_t i = first; i < function.node->parameters.size(); ++i) {
            const Parameter& parameter = function.node->parameters[i];
            const std::size_t at = i - first;
            const bool supplied = given == SIZE_MAX ? parameter.default_value == nullptr : at < given;
            Flow flow = supplied ? Flow::Tensor : Flow::Static;
            if (parameter.kind == ParameterKind::VarPositional) flow = Flow::Sequence;
            if (tuple && at < given && (is<List>(tuple->elts[at]) || is<Tuple>(tuple->elts[at]) || is<Dict>(tuple->elts[at]))) flow = Flow::Sequence;
            arguments.push_back({flow, {}});
        }
        call_function(function, self, arguments, nullptr, std::move(symbol), true);
    }

private:
    struct Frame {
        FunctionContext context;
        std::map<std::string_view, TracedValue> variables;
        const ModuleInstance* self = nullptr;
        std::string_view self_name;
        TracedValue result;
    };

    void emit(const Node& node, TraceProblem problem, Flow flow, std::string_view name = {}) {
        sink_.found(Finding{FrozenByTrace{&node, problem, name, flow == Flow::Size || flow == Flow::Shape}}, frame_->context, version_);
    }

    TracedValue call_function(const FunctionRef& function, const ModuleInstance* self, const std::vector<TracedValue>& arguments,
                              const ReachedFrom* reached, std::string symbol, bool is_root) {
        if (!function.node || depth_ > 24 || active_.contains(function.node) || ++calls_ > 2000) return {Flow::Tensor, {}};
        const Scope* scope = function.module->scope().scope_of(*function.node);
        if (!scope) return {Flow::Tensor, {}};
        active_.insert(function.node);
        ++depth_;
        steps_.push_back({reached, function.module, function.node->name.span, std::move(symbol), false});
        Frame frame;
        frame.context.module = function.module;
        frame.context.node = function.node;
        frame.context.scope = scope;
        frame.context.symbol = scope->qualified_name;
        frame.context.reached = &steps_.back();
        frame.context.self = self;
        frame.context.is_root = is_root;
        frame.self = self;
        const std::size_t first = self && !function.node->parameters.empty() ? 1 : 0;
        if (first) frame.self_name = function.node->parameters[0].name.name;
        for (std::size_t i = first; i < function.node->parameters.size(); ++i)
            frame.variables[function.node->parameters[i].name.name] = i - first < arguments.size() ? arguments[i - first] : TracedValue{};
        Frame* outer = std::exchange(frame_, &frame);
        run(function.node->body);
        frame_ = outer;
        --depth_;
        active_.erase(function.node);
        return frame.result;
    }

    // ---- statements
    void run(Body body) {
        for (const Stmt* statement : body) run(*statement);
    }

    void condition(const Expr& test, TraceProblem problem) {
        const TracedValue value = evaluate(test);
        if (value.flow == Flow::Tensor || value.flow == Flow::Size) emit(test, problem, value.flow);
    }

    void run(const Stmt& statement) {
        switch (statement.kind) {
            case NodeKind::If: {
                const auto& node = static_cast<const If&>(statement);
                condition(*node.test, TraceProblem::Branch);
                run(node.body);
                return run(node.orelse);
            }
            case NodeKind::While: {
                const auto& node = static_cast<const While&>(statement);
                condition(*node.test, TraceProblem::Branch);
                run(node.body);
                return run(node.orelse);
            }
            case NodeKind::For: {
                const auto& node = static_cast<const For&>(statement);
                bind(*node.target, iterate(*node.iter));
                run(node.body);
                return run(node.orelse);
            }
            case NodeKind::Assert:
                return condition(*static_cast<const Assert&>(statement).test, TraceProblem::Assertion);
            case NodeKind::Assign: {
                const auto& node = static_cast<const Assign&>(statement);
                const TracedValue value = evaluate(*node.value);
                for (const Expr* target : node.targets) {
                    if ((is<Tuple>(target) || is<List>(target)) && value.flow == Flow::Tensor && certain_tensor(*node.value))
                        emit(*node.value, TraceProblem::Iteration, Flow::Tensor);
                    state_change(*target, *node.value, value, statement);
                    bind(*target, value);
                }
                return;
            }
            case NodeKind::AugAssign: {
                const auto& node = static_cast<const AugAssign&>(statement);
                const Flow right = evaluate(*node.value).flow;
                const Flow left = evaluate(*node.target).flow;
                const auto* read = as<syntax::Attribute>(node.target);
                if (read && is_self(*read->value) && left == Flow::Static && right == Flow::Static)
                    emit(statement, TraceProblem::StateChange, Flow::Static, read->attr.name);
                if (is<Name>(node.target)) bind(*node.target, {std::max(left, right), {}});
                return;
            }
            case NodeKind::AnnAssign: {
                const auto& node = static_cast<const AnnAssign&>(statement);
                if (node.value) bind(*node.target, evaluate(*node.value));
                return;
            }
            case NodeKind::ExprStmt:
                evaluate(*static_cast<const ExprStmt&>(statement).value);
                return;
            case NodeKind::Return: {
                const auto& node = static_cast<const Return&>(statement);
                if (node.value) frame_->result.flow = std::max(frame_->result.flow, evaluate(*node.value).flow);
                if (frame_->context.is_root) check_result(node.value ? static_cast<const Node&>(*node.value) : node, is_only_return(node));
                return;
            }
            case NodeKind::With: {
                const auto& node = static_cast<const With&>(statement);
                for (const WithItem& item : node.items) evaluate(*item.context_expr);
                return run(node.body);
            }
            case NodeKind::Try: {
                const auto& node = static_cast<const Try&>(statement);
                run(node.body);
                for (const ExceptHandler& handler : node.handlers) run(handler.body);
                run(node.orelse);
                return run(node.finalbody);
            }
            default:
                return;
        }
    }

    void check_result(const Node& node, bool certain) {
        if (const auto* tuple = as<Tuple>(&node)) {
            for (const Expr* element : tuple->elts) check_result(*element, certain);
            return;
        }
        const bool dict = is<Dict>(&node);
        if (dict && strict_ == Tri::No) return;
        if (dict || is<Constant>(&node) || is<JoinedStr>(&node))
            sink_.found(Finding{TracedResult{&node, dict, certain && !(dict && strict_ == Tri::Maybe)}}, frame_->context, version_);
    }

    /// Whether a call of the function certainly ends with this statement.
    bool is_only_return(const Return& node) const {
        const FunctionDef& function = *frame_->context.node;
        if (!function.decorators.empty() || function.body.back() != &node) return false;
        std::vector<const Node*> stack(function.body.begin(), function.body.end());
        std::size_t returns = 0;
        while (!stack.empty()) {
            const Node* part = stack.back();
            stack.pop_back();
            returns += is<Return>(part);
            if (!is<FunctionDef>(part)) for_each_child(*part, [&](const Node& child) { stack.push_back(&child); });
        }
        return returns == 1;
    }

    void state_change(const Expr& target, const Expr& from, const TracedValue& value, const Stmt& statement) {
        const auto* read = as<syntax::Attribute>(&target);
        if (!read || !is_self(*read->value) || value.flow == Flow::Tensor) return;
        std::vector<const Node*> stack{&from};
        while (!stack.empty()) {
            const Node* node = stack.back();
            stack.pop_back();
            if (const auto* same = as<syntax::Attribute>(node); same && same->attr.name == read->attr.name && is_self(*same->value))
                return emit(statement, TraceProblem::StateChange, Flow::Static, read->attr.name);
            for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
        }
    }

    bool is_self(const Expr& node) const {
        const auto* name = as<Name>(&node);
        return name && frame_->self && name->id == frame_->self_name;
    }

    void bind(const Expr& target, const TracedValue& value) {
        if (const auto* name = as<Name>(&target)) {
            frame_->variables[name->id] = value;
            return;
        }
        TracedValue part = value;
        part.python = {};
        if (value.flow == Flow::Shape) part.flow = Flow::Size;
        if (value.flow == Flow::Sequence) part.flow = Flow::Tensor;
        if (const auto* tuple = as<Tuple>(&target))
            for (const Expr* element : tuple->elts) bind(*element, part);
        if (const auto* list = as<List>(&target))
            for (const Expr* element : list->elts) bind(*element, part);
        if (const auto* star = as<Starred>(&target)) bind(*star->value, value);
    }

    TracedValue iterate(const Expr& iterable) {
        const auto* called = as<Call>(&iterable);
        const auto* name = called ? as<Name>(called->func) : nullptr;
        if (name && !frame_->variables.contains(name->id) && text::among(name->id, {"range", "enumerate", "zip"})) {
            Flow flow = Flow::Static;
            for (const Expr* argument : called->args) flow = std::max(flow, name->id == "range" ? evaluate(*argument).flow : iterate(*argument).flow);
            if (name->id != "range") return {flow == Flow::Static ? Flow::Static : Flow::Sequence, {}};
            if (flow == Flow::Size || flow == Flow::Tensor) emit(iterable, TraceProblem::RangeOverSize, flow);
            return {};
        }
        const TracedValue value = evaluate(iterable);
        if (value.flow == Flow::Tensor && certain_tensor(iterable)) emit(iterable, TraceProblem::Iteration, Flow::Tensor);
        if (value.flow == Flow::Shape) return {Flow::Size, {}};
        if (value.flow == Flow::Sequence) return {Flow::Tensor, {}};
        return {value.flow, {}};
    }

    /// A result of an unknown call may be a tuple of tensors: only what is a tensor for certain is told.
    bool certain_tensor(const Expr& node) const {
        if (const auto* name = as<Name>(&node)) {
            const auto it = frame_->variables.find(name->id);
            return it != frame_->variables.end() && it->second.flow == Flow::Tensor && !it->second.python.known();
        }
        return is<BinOp>(&node) || is<Subscript>(&node) || is<UnaryOp>(&node);
    }

    // ---- expressions
    TracedValue evaluate(const Expr& node) {
        if (nesting_ > 150) return {};
        ++nesting_;
        TracedValue value = evaluate_node(node);
        --nesting_;
        return value;
    }

    TracedValue evaluate_node(const Expr& node) {
        switch (node.kind) {
            case NodeKind::Name: {
                const auto& name = static_cast<const Name&>(node);
                if (auto it = frame_->variables.find(name.id); it != frame_->variables.end()) return it->second;
                return {Flow::Static, evaluator_.lookup(name.id, *frame_->context.module, *frame_->context.scope).value_or(PyValue{})};
            }
            case NodeKind::Attribute:
                return attribute(static_cast<const syntax::Attribute&>(node));
            case NodeKind::Call:
                return call(static_cast<const Call&>(node));
            case NodeKind::Subscript: {
                const auto& item = static_cast<const Subscript&>(node);
                const TracedValue value = evaluate(*item.value);
                const bool slice = is<Slice>(item.slice);
                if (!slice) evaluate(*item.slice);
                if (value.flow == Flow::Shape) return {slice ? Flow::Shape : Flow::Size, {}};
                if (value.flow == Flow::Sequence) return {slice ? Flow::Sequence : Flow::Tensor, {}};
                if (value.python.is(PyKind::Module)) return {Flow::Static, member(value.python, *item.slice)};
                return {value.flow, {}};
            }
            case NodeKind::BinOp: {
                // Long chains are deep on the left.
                Flow flow = Flow::Static;
                const Expr* left = &node;
                while (const auto* binary = as<BinOp>(left)) {
                    flow = std::max(flow, evaluate(*binary->right).flow);
                    left = binary->left;
                }
                return {std::max(flow, evaluate(*left).flow), {}};
            }
            case NodeKind::UnaryOp: {
                const auto& unary = static_cast<const UnaryOp&>(node);
                const Flow flow = evaluate(*unary.operand).flow;
                if (unary.op != UnaryOperator::Not) return {flow, {}};
                if (flow == Flow::Tensor || flow == Flow::Size) emit(node, TraceProblem::BooleanOperator, flow, "not");
                return {};
            }
            case NodeKind::BoolOp: {
                const auto& both = static_cast<const BoolOp&>(node);
                Flow last = Flow::Static;
                for (std::size_t i = 0; i < both.values.size(); ++i) {
                    last = evaluate(*both.values[i]).flow;
                    if (i + 1 < both.values.size() && (last == Flow::Tensor || last == Flow::Size))
                        emit(*both.values[i], TraceProblem::BooleanOperator, last, both.op == BoolOperator::And ? "and" : "or");
                }
                return {last, {}};
            }
            case NodeKind::Compare:
                return compare(static_cast<const Compare&>(node));
            case NodeKind::IfExp: {
                const auto& choice = static_cast<const IfExp&>(node);
                condition(*choice.test, TraceProblem::Branch);
                return {std::max(evaluate(*choice.body).flow, evaluate(*choice.orelse).flow), {}};
            }
            case NodeKind::Tuple:
                return sequence(static_cast<const Tuple&>(node).elts);
            case NodeKind::List:
                return sequence(static_cast<const List&>(node).elts);
            case NodeKind::Dict:
                return sequence(static_cast<const Dict&>(node).values);
            case NodeKind::ListComp:
                return generated(static_cast<const ListComp&>(node).generators, *static_cast<const ListComp&>(node).elt);
            case NodeKind::GeneratorExp:
                return generated(static_cast<const GeneratorExp&>(node).generators, *static_cast<const GeneratorExp&>(node).elt);
            case NodeKind::Starred:
                return evaluate(*static_cast<const Starred&>(node).value);
            default:
                return {};
        }
    }

    TracedValue compare(const Compare& node) {
        Flow flow = evaluate(*node.left).flow;
        bool identity = false;
        bool contains = false;
        for (std::size_t i = 0; i < node.ops.size(); ++i) {
            flow = std::max(flow, evaluate(*node.comparators[i]).flow);
            identity = identity || node.ops[i] == CompareOperator::Is || node.ops[i] == CompareOperator::IsNot;
            contains = contains || node.ops[i] == CompareOperator::In || node.ops[i] == CompareOperator::NotIn;
        }
        if (identity || flow == Flow::Shape || flow == Flow::Sequence) return {};
        if (!contains) return {flow, {}};
        if (flow == Flow::Tensor || flow == Flow::Size) emit(node, TraceProblem::BooleanOperator, flow, "in");
        return {};
    }

    TracedValue generated(Seq<Comprehension> generators, const Expr& element) {
        for (const Comprehension& generator : generators) {
            bind(*generator.target, iterate(*generator.iter));
            for (const Expr* test : generator.ifs) condition(*test, TraceProblem::Branch);
        }
        return {evaluate(element).flow == Flow::Static ? Flow::Static : Flow::Sequence, {}};
    }

    TracedValue sequence(Exprs elements) {
        Flow flow = Flow::Static;
        for (const Expr* element : elements) flow = std::max(flow, evaluate(*element).flow);
        if (flow == Flow::Size) return {Flow::Shape, {}};
        return {flow == Flow::Tensor ? Flow::Sequence : flow, {}};
    }

    static PyValue member(const PyValue& container, const Expr& index) {
        const auto* constant = as<Constant>(&index);
        if (constant && container.instance)
            for (const auto& [name, value] : container.instance->members)
                if (name == constant->text) return value;
        return {};
    }

    TracedValue attribute(const syntax::Attribute& node) {
        if (is_self(*node.value)) {
            const analysis::Attribute* found = frame_->self->find(node.attr.name);
            if (!found) return {};
            // Parameters and buffers do not depend on the inputs, but what is computed with them is traced
            // alike.
            return {found->value.is(PyKind::Tensor) ? Flow::Tensor : Flow::Static, found->value};
        }
        const TracedValue value = evaluate(*node.value);
        if (value.flow == Flow::Tensor) {
            if (node.attr.name == "shape") return {Flow::Shape, {}};
            if (text::among(node.attr.name, {"dtype", "device", "requires_grad", "is_cuda", "ndim", "layout", "grad_fn", "names", "is_leaf",
                                             "is_sparse", "is_quantized", "itemsize", "nbytes", "is_mps", "is_meta", "is_nested", "name"}))
                return {};
            return {Flow::Tensor, {}};
        }
        if (value.flow == Flow::Sequence) return {Flow::Tensor, {}};
        return {Flow::Static, evaluator_.attribute(value.python, node.attr.name).value_or(PyValue{})};
    }

    std::vector<TracedValue> arguments(const Call& node) {
        std::vector<TracedValue> values;
        for (const Expr* argument : node.args) values.push_back(evaluate(*argument));
        for (const Keyword& keyword : node.keywords) values.push_back(evaluate(*keyword.value));
        return values;
    }

    static Flow most(const std::vector<TracedValue>& values) {
        Flow flow = Flow::Static;
        for (const TracedValue& value : values) flow = std::max(flow, value.flow);
        return flow;
    }

    TracedValue tensor_method(const Call& node, std::string_view name) {
        arguments(node);
        const bool bare = node.args.empty() && node.keywords.empty();
        if (name == "size") return {bare ? Flow::Shape : Flow::Size, {}};
        if (name == "numel" || name == "nelement") return {version_ < torchscript::Version::of(1, 13) ? Flow::Static : Flow::Size, {}};
        if (name == "item" || name == "tolist" || name == "numpy" || name == "__array__") {
            emit(node, name == "item" ? TraceProblem::ToNumber : TraceProblem::ToPython, Flow::Tensor, name);
            return {};
        }
        if (text::among(name, {"dim", "ndimension", "is_contiguous", "is_floating_point", "is_complex", "element_size", "stride", "storage_offset",
                               "data_ptr", "get_device", "is_signed", "has_names", "is_shared", "is_pinned", "type", "is_inference", "is_set_to"}))
            return {};
        if (text::among(name, {"unbind", "split",   "chunk",  "tensor_split", "topk",   "sort",    "mode", "median", "kthvalue", "split_with_sizes",
                               "hsplit", "vsplit",  "dsplit", "max",          "min",    "slogdet", "qr",   "svd",    "eig",      "frexp",
                               "unique", "nonzero", "where",  "cummax",       "cummin", "aminmax"}))
            return {bare && name != "unbind" ? Flow::Tensor : Flow::Sequence, {}};
        return {Flow::Tensor, {}};
    }

    TracedValue call(const Call& node) {
        if (const auto* read = as<syntax::Attribute>(node.func)) {
            if (is_self(*read->value)) {
                if (frame_->self->cls && !frame_->self->find(read->attr.name)) {
                    const std::vector<TracedValue> values = arguments(node);
                    if (const auto method = evaluator_.find_method(frame_->self->cls, read->attr.name))
                        return call_method(*method, frame_->self, values);
                    return {most(values) == Flow::Static ? Flow::Static : Flow::Sequence, {}};
                }
            } else {
                const TracedValue receiver = evaluate(*read->value);
                if (receiver.flow == Flow::Tensor && !receiver.python.is(PyKind::Module)) return tensor_method(node, read->attr.name);
                if (receiver.flow == Flow::Shape) {
                    arguments(node);
                    return {read->attr.name == "numel" ? Flow::Size : Flow::Static, {}};
                }
            }
        }
        const TracedValue callee = evaluate(*node.func);
        if (callee.python.is(PyKind::External)) return call_external(node, callee.python.text);
        const std::vector<TracedValue> values = arguments(node);
        switch (callee.python.kind) {
            case PyKind::Module: {
                const ModuleInstance* instance = callee.python.instance;
                if (instance && instance->cls)
                    if (const auto method = evaluator_.find_method(instance->cls, "forward")) return call_method(*method, instance, values);
                return {Flow::Tensor, {}};
            }
            case PyKind::Function: {
                const FunctionRef& function = callee.python.function;
                if (!function.node) return {most(values), {}};
                const Scope* own = function.module->scope().scope_of(*function.node);
                const Scope& outside = own && own->parent ? *own->parent : function.module->scope().module();
                const Decorations d = evaluator_.decorations(*function.node, *function.module, outside);
                if (d.script || d.script_if_tracing) return {Flow::Tensor, {}};
                return call_function(function, nullptr, values, frame_->context.reached, std::string(function.node->name.name), false);
            }
            case PyKind::Scripted:
                return {Flow::Tensor, {}};
            default:
                return {most(values) == Flow::Static ? Flow::Static : Flow::Sequence, {}};
        }
    }

    TracedValue call_method(const Method& method, const ModuleInstance* self, const std::vector<TracedValue>& values) {
        if (method.decorations.script) return {Flow::Tensor, {}};
        const std::string owner = self->cls ? std::string(self->cls.node->name.name) + "." : std::string();
        return call_function(method.function, method.decorations.static_method ? nullptr : self, values, frame_->context.reached,
                             owner + std::string(method.function.node->name.name), false);
    }

    TracedValue call_external(const Call& node, std::string_view dotted) {
        if (dotted.starts_with("builtins.")) return call_builtin(node, dotted.substr(9));
        const std::vector<TracedValue> values = arguments(node);
        const Flow flow = most(values);
        if (dotted.starts_with("numpy.")) {
            if (flow == Flow::Tensor || flow == Flow::Sequence) emit(node, TraceProblem::ToPython, flow, dotted);
            return {};
        }
        if (dotted.starts_with("math.")) {
            if (flow == Flow::Tensor || flow == Flow::Size) emit(node, TraceProblem::ToNumber, flow, dotted);
            return {};
        }
        if (text::among(dotted, {"torch.tensor", "torch.as_tensor", "torch.from_numpy", "torch.Tensor", "torch.FloatTensor", "torch.LongTensor"})) {
            if (!values.empty() && values[0].flow != Flow::Static) emit(node, TraceProblem::NewConstant, values[0].flow, dotted);
            return {};
        }
        if (text::among(dotted, {"torch.is_tensor", "torch.is_floating_point", "torch.is_complex", "torch.jit.is_tracing", "torch.jit.is_scripting",
                                 "torch.is_grad_enabled", "torch.numel"}))
            return {};
        if (!dotted.starts_with("torch.")) return {flow == Flow::Static ? Flow::Static : Flow::Sequence, {}};
        const std::string_view last = dotted.substr(dotted.rfind('.') + 1);
        const bool several =
            text::among(last, {"split",  "chunk", "unbind", "topk",  "sort",   "tensor_split",      "meshgrid", "var_mean", "std_mean",
                               "median", "mode",  "qr",     "svd",   "unique", "broadcast_tensors", "nonzero",  "kthvalue", "slogdet",
                               "frexp",  "eig",   "eigh",   "lstsq", "aminmax"}) ||
            ((last == "max" || last == "min" || last == "where") && node.args.size() + node.keywords.size() == 2);
        if (flow == Flow::Static) return {};
        return {several ? Flow::Sequence : Flow::Tensor, {}};
    }

    TracedValue call_builtin(const Call& node, std::string_view name) {
        const std::vector<TracedValue> values = arguments(node);
        const Flow flow = most(values);
        const bool certain = !node.args.empty() && certain_tensor(*node.args[0]);
        if (text::among(name, {"int", "float", "bool", "round", "complex"})) {
            if (flow == Flow::Tensor || flow == Flow::Size) emit(node, TraceProblem::ToNumber, flow, name);
            return {};
        }
        if (name == "len") {
            if (flow == Flow::Tensor && certain) emit(node, TraceProblem::Length, flow, name);
            return {};
        }
        if (name == "max" || name == "min" || name == "sorted") {
            const bool several = values.size() > 1 || flow == Flow::Sequence || flow == Flow::Shape || name == "sorted";
            if (flow != Flow::Static && several) emit(node, TraceProblem::Comparison, flow, name);
            return {flow == Flow::Sequence ? Flow::Tensor : (flow == Flow::Shape ? Flow::Size : flow), {}};
        }
        if (text::among(name, {"list", "tuple", "sum", "abs", "zip", "enumerate", "reversed"})) {
            if ((name == "list" || name == "tuple") && flow == Flow::Tensor && certain) emit(node, TraceProblem::Iteration, flow, name);
            return {flow, {}};
        }
        return {};
    }

    Evaluator& evaluator_;
    torchscript::Version version_;
    FindingSink& sink_;
    Tri strict_ = Tri::Yes;
    Frame* frame_ = nullptr;
    std::set<const FunctionDef*> active_;
    std::deque<ReachedFrom> steps_;
    int depth_ = 0;
    int nesting_ = 0;
    int calls_ = 0;
};

}  // namespace

namespace {

Tri strict_of(const Call* call) {
    if (!call) return Tri::Maybe;
    for (const Keyword& keyword : call->keywords) {
        if (keyword.name.name.empty()) return Tri::Maybe;
        if (keyword.name.name != "strict") continue;
        const auto* given = as<Constant>(keyword.value);
        if (!given || (given->constant != ConstantKind::True && given->constant != ConstantKind::False)) return Tri::Maybe;
        return given->constant == ConstantKind::True ? Tri::Yes : Tri::No;
    }
    return Tri::Yes;
}

}  // namespace

void analyze_trace(Evaluator& evaluator, const JitUse& use, torchscript::Version version, FindingSink& sink) {
    Tracer tracer(evaluator, version, sink);
    tracer.set_strict(strict_of(use.call));
    if (use.target.is(PyKind::Module) && use.target.instance && use.target.instance->cls) {
        const ModuleInstance& instance = *use.target.instance;
        const auto method = evaluator.find_method(instance.cls, use.method.empty() ? "forward" : std::string_view(use.method));
        if (method && !method->decorations.script && !method->decorations.static_method)
            tracer.root(method->function, &instance, use.method.empty() ? use.call : nullptr,
                        std::string(instance.cls.node->name.name) + "." + std::string(method->function.node->name.name));
    } else if (use.target.is(PyKind::Function) && use.target.function.node) {
        tracer.root(use.target.function, nullptr, use.call, std::string(use.target.function.node->name.name));
    }
}

}  // namespace jitlint::analysis
