#include "panel/breakable.h"

#include <QClipboard>
#include <QGuiApplication>

namespace focus::panel {
namespace {

const QString kBreak = QStringLiteral("\u200B");

}  // namespace

QString breakable(const QString& words) {
    return QString(words).replace('/', "/" + kBreak).replace('\\', "\\" + kBreak);
}

void copyWithoutBreaks() {
    QClipboard* clipboard = QGuiApplication::clipboard();
    QObject::connect(clipboard, &QClipboard::changed, clipboard, [clipboard](QClipboard::Mode mode) {
        const bool ours = mode == QClipboard::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
        if (!ours) return;
        if (QString text = clipboard->text(mode); text.contains(kBreak)) clipboard->setText(text.remove(kBreak), mode);
    });
}

}  // namespace focus::panel
