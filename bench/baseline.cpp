/// What any linter has to pay: reads every Python file below a folder (`read`), and parses it with
/// tree-sitter as it comes (`parse`).

#include <tree_sitter/api.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

extern "C" const TSLanguage* tree_sitter_python();

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::string bytes(std::filesystem::file_size(path), '\0');
    std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 || (std::strcmp(argv[1], "read") != 0 && std::strcmp(argv[1], "parse") != 0)) {
        std::fputs("usage: jitlint_baseline read|parse FOLDER\n", stderr);
        return 2;
    }
    const bool parse = std::strcmp(argv[1], "parse") == 0;
    TSParser* parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    std::size_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
        if (!entry.is_regular_file() || entry.path().extension() != ".py") continue;
        const std::string text = read_file(entry.path());
        bytes += text.size();
        if (!parse) continue;
        ts_tree_delete(ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
    }
    ts_parser_delete(parser);
    std::printf("%zu bytes\n", bytes);
    return 0;
}
