// Pictures of windows made small: a window has a few plain colours, and many in between at the edges of letters.
#pragma once

#include <QHash>
#include <QImage>

namespace focus::panel {

/// The same picture with at most 256 colours. Similar ones share the most frequent of them, so plain areas keep theirs.
inline QImage withFewColours(const QImage& picture) {
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) ++counts[picture.pixel(x, y)];
    }
    for (QRgb mask = 0xffffffff;; mask = 0xff000000 | ((mask << 1) & 0xfefefe)) {
        QHash<QRgb, QRgb> frequent;  // of each group of similar colours
        for (auto each = counts.begin(); each != counts.end(); ++each) {
            const auto known = frequent.find(each.key() & mask);
            if (known == frequent.end()) {
                frequent.insert(each.key() & mask, each.key());
            } else if (counts[*known] < each.value()) {
                *known = each.key();
            }
        }
        if (frequent.size() > 256) continue;
        QList<QRgb> table = frequent.values();
        QHash<QRgb, uint> places;
        for (int i = 0; i < table.size(); ++i) places.insert(table[i] & mask, static_cast<uint>(i));
        QImage few(picture.size(), QImage::Format_Indexed8);
        few.setColorTable(table);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) few.setPixel(x, y, places[picture.pixel(x, y) & mask]);
        }
        return few;
    }
}

}  // namespace focus::panel
