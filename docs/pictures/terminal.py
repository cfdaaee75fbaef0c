#!/usr/bin/env python3
"""Draws terminal.svg and terminal.vi.svg: what the command really says at a terminal.

    terminal.py PLANSCRIPT DIR

runs the commands below in a new sample store, on a terminal of its own, and writes the pictures to
DIR. `make pictures` calls it.
"""

import html
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import fcntl
import unicodedata

COMMANDS = [
    "planscript -d thu missing-reports --today 2023-12-22",
    "planscript -d thu -e 'print(plan.reports:frist())'",
    "planscript -d thu -e 'plan.tasks[\"iv-1-a\"].status = \"done\"'",
]
LANGUAGES = {"terminal.svg": "en_GB.UTF-8", "terminal.vi.svg": "vi_VN.UTF-8"}
COLUMNS = 90
WIDTH, HEIGHT, MARGIN, BAR = 8.4, 19, 20, 34
INK = {"31": "#ff7b72", "36": "#76d0e3", "33": "#e3b341"}


def run(command, environment, folder):
    """What the command writes to a terminal of COLUMNS columns."""
    primary, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    process = subprocess.Popen(
        command, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=secondary, stderr=secondary)
    os.close(secondary)
    written = b""
    while True:
        try:
            part = os.read(primary, 4096)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(primary)
    process.wait()
    return written.decode().replace("\r\n", "\n").rstrip("\n")


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c))


def runs(line):
    """Pieces of a line with their style: (text, colour, bold, dim)."""
    colour, bold, dim = None, False, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        codes = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not codes:
            if piece:
                yield piece, colour, bold, dim
            continue
        for code in (codes[1] or "0").split(";"):
            if code == "0":
                colour, bold, dim = None, False, False
            elif code == "1":
                bold = True
            elif code == "2":
                dim = True
            elif code in INK:
                colour = INK[code]


def drawn(line, y):
    pieces, column = [], 0
    for text, colour, bold, dim in runs(line):
        width = columns(text)
        if text.strip():
            style = "".join([
                f' fill="{colour}"' if colour else "",
                ' font-weight="bold"' if bold else "",
                ' opacity=".6"' if dim else ""])
            # The grid holds with any typeface of equal widths.
            pieces.append(
                f'<text x="{MARGIN + column * WIDTH:.1f}" y="{y}" textLength="{width * WIDTH:.1f}"'
                f' xml:space="preserve"{style}>{html.escape(text, quote=False)}</text>')
        column += width
    return pieces


def picture(screen):
    body = []
    for number, line in enumerate(screen):
        body += drawn(line, BAR + MARGIN + number * HEIGHT)
    width, height = MARGIN * 2 + COLUMNS * WIDTH, BAR + MARGIN + len(screen) * HEIGHT
    lights = "".join(
        f'<circle cx="{MARGIN + 4 + place * 20}" cy="18" r="6" fill="{colour}"/>'
        for place, colour in enumerate(["#ff5f57", "#febc2e", "#28c840"]))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}"'
        f' width="{width:.0f}" height="{height}" role="img">',
        f'<rect width="{width:.0f}" height="{height}" rx="10" fill="#161b22"/>{lights}',
        '<g fill="#e6edf3" font-size="14" font-family="Menlo, Consolas,'
        ' \'Noto Sans Mono\', \'DejaVu Sans Mono\', monospace">',
        *body, "</g>", "</svg>", ""])


def main(command, target):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(command), f"{folder}/planscript")
        for name, locale in LANGUAGES.items():
            environment = {
                "PATH": f"{folder}:/usr/bin:/bin", "LANG": locale, "TERM": "xterm-256color"}
            run("planscript init thu --sample", environment, folder)
            screen = []
            for line in COMMANDS:
                screen.append(f"\x1b[36m$\x1b[0m \x1b[1m{line}\x1b[0m")
                screen += run(line, environment, folder).split("\n") + [""]
            with open(f"{target}/{name}", "w", encoding="utf-8") as file:
                file.write(picture(screen[:-1]))
            subprocess.run(["rm", "-rf", f"{folder}/thu"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
