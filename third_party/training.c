/* What the parser is optimised for: parses the files named, and visits every node of their trees as jitlint does. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <tree_sitter/api.h>

const TSLanguage* tree_sitter_python(void);

/* The bytes of the file, to be freed by the caller; null where it cannot be read. */
static char* read_file(const char* path, uint32_t* size) {
    FILE* const file = fopen(path, "rb");
    if (!file) return NULL;
    char* bytes = NULL;
    long end = 0;
    if (fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && (bytes = malloc((size_t)end + 1)) != NULL) {
        rewind(file);
        *size = (uint32_t)fread(bytes, 1, (size_t)end, file);
    }
    fclose(file);
    return bytes;
}

/* Calls what `TreeReader` in src/syntax calls; the sum is there for the calls not to be dropped. */
static unsigned visit(TSTree* tree) {
    unsigned sum = 0;
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    int more = 1;
    while (more) {
        const TSNode node = ts_tree_cursor_current_node(&cursor);
        sum += ts_node_symbol(node) + ts_node_start_byte(node) + ts_node_end_byte(node) + ts_node_child_count(node);
        if (ts_tree_cursor_goto_first_child(&cursor)) continue;
        while (!ts_tree_cursor_goto_next_sibling(&cursor) && (more = ts_tree_cursor_goto_parent(&cursor))) {
        }
    }
    ts_tree_cursor_delete(&cursor);
    return sum;
}

int main(int argc, char** argv) {
    TSParser* const parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    volatile unsigned sum = 0;
    for (int i = 1; i < argc; ++i) {
        uint32_t size = 0;
        char* const bytes = read_file(argv[i], &size);
        if (!bytes) {
            perror(argv[i]);
            return 1;
        }
        TSTree* const tree = ts_parser_parse_string(parser, NULL, bytes, size);
        sum += visit(tree);
        ts_tree_delete(tree);
        free(bytes);
    }
    ts_parser_delete(parser);
    return 0;
}
