#include "syntax/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "syntax/dump.h"

namespace jitlint::syntax {
namespace {

std::unique_ptr<ParsedFile> parse_text(std::string text) { return parse(std::make_shared<text::SourceFile>("test.py", std::move(text))); }

std::string repeated(std::string_view piece, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += piece;
    return result;
}

/// The names of the functions of a file and of its classes' methods, `!` for an error statement.
std::vector<std::string> outline(const ParsedFile& file) {
    std::vector<std::string> names;
    for (const Stmt* statement : file.module().body) {
        if (is<ErrorStmt>(statement)) names.push_back("!");
        if (const auto* function = as<FunctionDef>(statement)) names.emplace_back(function->name.name);
        if (const auto* definition = as<ClassDef>(statement)) {
            for (const Stmt* member : definition->body) {
                if (is<ErrorStmt>(member)) names.push_back(std::string(definition->name.name) + ".!");
                if (const auto* function = as<FunctionDef>(member))
                    names.push_back(std::string(definition->name.name) + "." + std::string(function->name.name));
            }
        }
    }
    return names;
}

using Strings = std::vector<std::string>;

TEST(Parse, EmptyFile) {
    for (const char* text : {"", "\n", "# nothing", "\r\n\r\n", "\f", "   ", "\xEF\xBB\xBF"}) {
        const auto file = parse_text(text);
        EXPECT_TRUE(file->module().body.empty()) << text;
        EXPECT_TRUE(file->module().syntax_errors.empty()) << text;
    }
}

TEST(Parse, SpansWithByteOrderMarkAndCrlf) {
    const auto file = parse_text("\xEF\xBB\xBFx = 1\r\ny = '\xC3\xA9' + z\r\n");
    ASSERT_EQ(file->module().body.size(), 2U);
    const auto* assign = as<Assign>(file->module().body[1]);
    ASSERT_TRUE(assign);
    const auto* sum = as<BinOp>(assign->value);
    ASSERT_TRUE(sum);
    const Position place = file->source().position(sum->right->span.begin);
    EXPECT_EQ(place.line, 2U);
    EXPECT_EQ(place.column, 11U);
    EXPECT_EQ(place.offset, 3U + 7U + 11U);
}

TEST(Parse, LoneCarriageReturnsEndLines) {
    const auto file = parse_text("def f():\r    return 1\rx = 2\r");
    EXPECT_TRUE(file->module().syntax_errors.empty());
    EXPECT_EQ(outline(*file), Strings{"f"});
    EXPECT_EQ(file->module().body.size(), 2U);
    EXPECT_EQ(file->source().line_at(file->module().body[1]->span.begin), 3U);
}

TEST(Parse, Comments) {
    const auto file = parse_text("# a\nx = [  # b\n    1,\n    # c\n]\n\ndef f(y, # d\n      z):\n    pass # e\r\n");
    Strings texts;
    std::vector<bool> own_line;
    for (const Comment& comment : file->module().comments) {
        texts.emplace_back(file->source().slice(comment.span));
        own_line.push_back(comment.own_line);
    }
    EXPECT_EQ(texts, (Strings{"# a", "# b", "# c", "# d", "# e"}));
    EXPECT_EQ(own_line, (std::vector<bool>{true, false, true, false, false}));
}

TEST(Parse, Headers) {
    const auto file = parse_text("@d\nasync def f(\n    x) -> int:  # c\n    pass\n\nclass A(B): x = 1\n");
    const auto* function = as<FunctionDef>(file->module().body[0]);
    ASSERT_TRUE(function);
    EXPECT_EQ(file->source().slice(function->header), "async def f(\n    x) -> int:");
    EXPECT_TRUE(function->is_async);
    ASSERT_EQ(function->decorators.size(), 1U);
    const auto* definition = as<ClassDef>(file->module().body[1]);
    ASSERT_TRUE(definition);
    EXPECT_EQ(file->source().slice(definition->header), "class A(B):");
}

TEST(Parse, ElseKeywords) {
    const auto file = parse_text("if a:\n    b\nelif c:\n    d\nelse:\n    e\nwhile f:\n    g\nelse:\n    h\n");
    const auto* outer = as<If>(file->module().body[0]);
    ASSERT_TRUE(outer);
    EXPECT_EQ(outer->else_keyword.size(), 0U);
    const auto* inner = as<If>(outer->orelse[0]);
    ASSERT_TRUE(inner);
    EXPECT_TRUE(inner->is_elif);
    EXPECT_EQ(file->source().slice(inner->else_keyword), "else");
    const auto* loop = as<While>(file->module().body[1]);
    ASSERT_TRUE(loop);
    EXPECT_EQ(file->source().slice(loop->else_keyword), "else");
}

TEST(Parse, ChildrenComeInSourceOrder) {
    const auto file = parse_text("f(a, b=c, *d, **e)\n{k: v, **w}\ndef g(x: int = 1) -> str: return x\n");
    for (const Stmt* statement : file->module().body) {
        std::vector<const Node*> pending{statement};
        while (!pending.empty()) {
            const Node* node = pending.back();
            pending.pop_back();
            std::uint32_t last = 0;
            for_each_child(*node, [&](const Node& child) {
                EXPECT_LE(last, child.span.begin);
                EXPECT_TRUE(node->span.contains(child.span));
                last = child.span.begin;
                pending.push_back(&child);
            });
        }
    }
}

TEST(SyntaxErrors, PythonTwo) {
    for (const char* text : {"print 'x'\n", "exec 'x'\n", "x = 10L\n", "x = 0777\n", "if a <> b: pass\n", "x = ur'a'\n", "raise E, 'm'\n",
                             "x = `a`\n", "def f((a, b)): pass\n", "[x for x in 1, 2]\n"}) {
        const auto file = parse_text(text);
        EXPECT_EQ(file->module().syntax_errors.size(), 1U) << text;
    }
    EXPECT_TRUE(parse_text("print >>f, x\n")->module().syntax_errors.empty());
    EXPECT_TRUE(parse_text("print -1\n")->module().syntax_errors.empty());
}

TEST(SyntaxErrors, WhatPythonRefusesAndTheGrammarTakes) {
    for (const char* text :
         {"def f():\nx = 1\n", "b'\xC3\xA9'\n", "b'a' 'c'\n", "try:\n    pass\n", "x = (a as b)\n", "assert a, b, c\n", "a = b += c\n"}) {
        const auto file = parse_text(text);
        EXPECT_EQ(file->module().syntax_errors.size(), 1U) << text;
    }
}

TEST(SyntaxErrors, IntactFunctionsStay) {
    const auto file = parse_text(
        "import torch\n\ndef a(x):\n    return x\n\ndef broken(x):\n    return (x,\n\ndef c(x):\n    return "
        "x\n\n"
        "y = torch.jit.script(c)\n");
    EXPECT_EQ(outline(*file), (Strings{"a", "!", "c"}));
    EXPECT_EQ(file->module().body.size(), 5U);
    EXPECT_EQ(file->module().syntax_errors.size(), 1U);
}

TEST(SyntaxErrors, IntactMethodsStay) {
    const auto file = parse_text(
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = "
        "nn.Linear(1, 2\n\n"
        "    def forward(self, x):\n        return self.a(x)\n\n    @property\n    def p(self):\n        "
        "return 1\n\n"
        "def f(x):\n    return x\n");
    EXPECT_EQ(outline(*file), (Strings{"Net.!", "Net.forward", "Net.p", "f"}));
    EXPECT_EQ(file->module().syntax_errors.size(), 1U);
}

TEST(SyntaxErrors, UnclosedStringTakesWhatFollows) {
    const auto file = parse_text("def a(x):\n    return x\n\ndef b(x):\n    y = '''open\n    return y\n\ndef c(x):\n    return x\n");
    ASSERT_GE(outline(*file).size(), 1U);
    EXPECT_EQ(outline(*file)[0], "a");
    EXPECT_FALSE(file->module().syntax_errors.empty());
}

TEST(SyntaxErrors, OneForEachBrokenPlace) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "def f" + std::to_string(i) + "(x):\n    return x " + (i % 10 == 3 ? "+ * 2\n\n" : "+ 2\n\n");
    const auto file = parse_text(text);
    EXPECT_EQ(file->module().syntax_errors.size(), 3U);
    EXPECT_EQ(outline(*file).size(), 30U);
    EXPECT_EQ(outline(*file)[3], "!");
    EXPECT_EQ(outline(*file)[4], "f4");
}

TEST(SyntaxErrors, GapsOfTheGrammarAreNoErrors) {
    for (const char* text : {"def f(a):\n    return a, *[1], *(2, 3)\n", "x = 1, *[2] * 3\n", "for x in *[1], 2: pass\n", "f'{x:=.2Uf}'\n",
                             "class A[T = int]: pass\n", "def f():\n    yield *[1], 2\n"}) {
        const auto file = parse_text(text);
        EXPECT_TRUE(file->module().syntax_errors.empty()) << text << dump(*file);
    }
}

struct Hostile {
    const char* name;
    std::string text;
};

class HostileInput : public testing::TestWithParam<int> {};

std::vector<Hostile> hostile_inputs() {
    constexpr std::size_t many = 200000;
    std::vector<Hostile> list;
    list.push_back({"open brackets", repeated("(", many)});
    list.push_back({"mixed open brackets", repeated("([{", many / 3)});
    list.push_back({"nested lists", "x = " + repeated("[", many) + repeated("]", many)});
    list.push_back({"nested parentheses", "x = " + repeated("(", many) + "1" + repeated(")", many)});
    list.push_back({"nested target", repeated("(", many) + "x" + repeated(")", many) + " = 1"});
    list.push_back({"closing brackets", repeated(")", many)});
    list.push_back({"sum", "x = a" + repeated("+a", many)});
    list.push_back({"power", "x = a" + repeated("**a", many)});
    list.push_back({"bits", "x = a" + repeated("&a^a", many / 2)});
    list.push_back({"and", "x = a" + repeated(" and a", many)});
    list.push_back({"and or", "x = a" + repeated(" and a or a", many / 2)});
    list.push_back({"comparison", "x = a" + repeated(" < a", many)});
    list.push_back({"not", "x = " + repeated("not ", many) + "a"});
    list.push_back({"minus", "x = " + repeated("-", many) + "a"});
    list.push_back({"await", "x = " + repeated("await ", many) + "a"});
    list.push_back({"lambda", "x = " + repeated("lambda: ", many) + "a"});
    list.push_back({"conditional", "x = a" + repeated(" if b else a", many)});
    list.push_back({"attributes", "x" + repeated(".a", many)});
    list.push_back({"calls", "x" + repeated("()", many)});
    list.push_back({"nested calls", repeated("f(", many) + repeated(")", many)});
    list.push_back({"subscripts", "x" + repeated("[0]", many)});
    list.push_back({"assignments", repeated("a = ", many) + "1"});
    list.push_back({"stars", "f(" + repeated("*", many) + "a)"});
    list.push_back({"strings", "x = " + repeated("'a' ", many)});
    list.push_back({"f-strings", repeated("f'{", 3000) + "x" + repeated("}'", 3000)});
    list.push_back({"format specifiers", "f'" + repeated("{x:", many) + repeated("}", many) + "'"});
    list.push_back({"union", "x: a" + repeated(" | a[b]", many)});
    list.push_back({"generics", "x: " + repeated("a[", many) + "b" + repeated("]", many)});
    std::string elifs = "if a:\n    b\n";
    elifs += repeated("elif a:\n    b\n", many / 2);
    list.push_back({"elif", elifs});
    std::string nested;
    for (std::size_t i = 0; i < 3000; ++i) nested += std::string(i, ' ') + "if a:\n";
    list.push_back({"nested blocks", nested + std::string(3000, ' ') + "b\n"});
    std::string inline_blocks;
    for (std::size_t i = 0; i < 2000; ++i) inline_blocks += std::string(i, ' ') + "def f():\n";
    list.push_back({"nested functions", inline_blocks + std::string(2000, ' ') + "pass\n"});
    list.push_back({"decorators", repeated("@a\n", many) + "def f(): pass\n"});
    list.push_back({"backslashes", "x = 1 " + repeated("\\\n", many)});
    list.push_back({"quotes", repeated("'", many)});
    list.push_back({"triple quotes", repeated("'''\n\"\"\"\n", many / 8)});
    list.push_back({"broken functions", repeated("def f(x:\n    return (\n", 10000)});
    list.push_back({"broken classes", repeated("class A:\n    def f(self:\n        return (\n    def g(self): pass\n", 5000)});
    list.push_back({"broken lines", repeated("x = = 1\n", 20000)});
    list.push_back({"colons", repeated(":", many)});
    list.push_back({"else", repeated("else:\n", many / 4)});
    list.push_back({"dedents", repeated("  a\n b\n", many / 8)});
    list.push_back({"match", "match x:\n case " + repeated("[", many) + repeated("]", many) + ": pass\n"});
    list.push_back({"NULs", std::string(many, '\0')});
    list.push_back({"0xFF", std::string(many, '\xFF')});
    list.push_back({"semicolons", repeated("a;", many)});
    list.push_back({"long line", "x = [" + repeated("1, ", many * 4) + "]"});
    list.push_back({"long string", "x = '" + std::string(many * 20, 'a') + "'"});
    list.push_back({"type arguments", "def f[" + repeated("T: (", many) + "): pass"});
    return list;
}

TEST_P(HostileInput, GivesABoundedTree) {
    const Hostile hostile = hostile_inputs()[static_cast<std::size_t>(GetParam())];
    SCOPED_TRACE(hostile.name);
    std::unique_ptr<ParsedFile> file;
    file = parse_text(hostile.text);
    const unsigned depth = depth_of(file->module());
    EXPECT_LE(depth, max_depth);
    std::printf("%-20s depth %4u errors %5zu deep %d gave up %d\n", hostile.name, depth, file->module().syntax_errors.size(), file->module().too_deep,
                file->gave_up());
    for (const Span span : file->module().syntax_errors) EXPECT_LE(span.end, file->source().text().size());
    EXPECT_FALSE(dump(*file).empty() && !file->module().body.empty());
}

INSTANTIATE_TEST_SUITE_P(Inputs, HostileInput, testing::Range(0, static_cast<int>(hostile_inputs().size())));

TEST(Parse, ThreadsDoNotMeet) {
    const std::string text = repeated("def f(x):\n    return [y + 1 for y in x if y > 0], f'{x!r:>{w}}'\n", 300);
    const std::string expected = dump(*parse_text(text));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round) {
                const auto file = parse_text(text);
                EXPECT_EQ(dump(*file), expected);
            }
        });
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace jitlint::syntax
