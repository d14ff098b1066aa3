"""Python source -> HTML with the words that a reader looks for marked."""

import html
import io
import keyword
import tokenize


def highlighted(source):
    """Where the source does not tokenize it stays as it is."""
    lines = source.split("\n")
    out, line, column = [], 1, 0

    def advance(end_line, end_column):
        """What lies between here and there."""
        nonlocal line, column
        if (line, column) >= (end_line, end_column):
            return ""
        if line == end_line:
            text = lines[line - 1][column:end_column]
        else:
            middle = lines[line:end_line - 1]
            text = "\n".join([lines[line - 1][column:], *middle, lines[end_line - 1][:end_column]])
        line, column = end_line, end_column
        return text

    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return html.escape(source, quote=False)
    for token in tokens:
        kind = ""
        if token.type == tokenize.COMMENT:
            kind = "c"
        elif token.type == tokenize.STRING:
            kind = "s"
        elif token.type == tokenize.NUMBER:
            kind = "n"
        elif token.type == tokenize.NAME and keyword.iskeyword(token.string):
            kind = "k"
        elif token.type == tokenize.OP and token.string == "@":
            kind = "d"
        if token.end > (len(lines), len(lines[-1])):
            break
        out.append(html.escape(advance(*token.start), quote=False))
        text = html.escape(advance(*token.end), quote=False)
        out.append(f'<span class="{kind}">{text}</span>' if kind else text)
    out.append(html.escape(advance(len(lines), len(lines[-1])), quote=False))
    return "".join(out)
