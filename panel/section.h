// What the panel's sections have in common: a framed box with a title and a place for a button beside it, values that
// do not move when they change, rich in nothing else.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace focus::panel {

class Section : public QFrame {
    Q_OBJECT

public:
    explicit Section(const QString& title, QWidget* parent = nullptr);

    QVBoxLayout* body() const { return body_; }
    QHBoxLayout* header() const { return header_; }

private:
    QVBoxLayout* body_;
    QHBoxLayout* header_;
};

/// A label whose width is that of the widest of these texts, so that nothing beside it ever moves.
QLabel* steadyLabel(const QString& name, const QStringList& widest, Qt::Alignment alignment = Qt::AlignLeft);
/// Sets the text only if it is another one; repainting is most of what an idle panel does.
void setText(QLabel* label, const QString& text);
/// A word wrapping label of `lines` lines at least.
QLabel* sentenceLabel(const QString& name, int lines);

/// For values that are not known.
inline const QString kUnknown = QStringLiteral("--");

}  // namespace focus::panel
