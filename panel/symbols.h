// The shapes of the icons, in a box of 24 by 24 units, y downward.
#pragma once

#include <QPainterPath>

#include "panel/theme.h"

class QPainter;

namespace focus::panel {

/// To be filled with one colour.
QPainterPath outline(Symbol symbol);
/// The logo in its own colours: a star in a focuser's rings.
void drawLogo(QPainter& painter, bool night);

}  // namespace focus::panel
