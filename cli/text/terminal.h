// What the program runs in, one file a platform.
#pragma once

namespace focus::cli {

/// Somebody at a terminal can answer questions.
bool can_answer();
/// Standard output is a terminal that can redraw a line.
bool can_redraw();
/// Columns of the terminal on standard output, 80 where unknown.
unsigned columns();
/// Whether what is drawn may use characters beyond ASCII.
bool shows_utf8();

}  // namespace focus::cli
