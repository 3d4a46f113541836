#include "panel/section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace focus::panel {

Section::Section(const QString& title, QWidget* parent)
    : QFrame(parent), body_(new QVBoxLayout(this)), header_(new QHBoxLayout) {
    setFrameShape(QFrame::StyledPanel);
    body_->setContentsMargins(8, 5, 8, 8);
    body_->setSpacing(7);
    auto* label = new QLabel(title);
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1);
    font.setCapitalization(QFont::AllUppercase);
    label->setFont(font);
    header_->addWidget(label, 1);
    body_->addLayout(header_);
}

QLabel* steadyLabel(const QString& name, const QStringList& widest, Qt::Alignment alignment) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setAlignment(alignment | Qt::AlignVCenter);
    int width = 0;
    for (const QString& text : widest) width = std::max(width, label->fontMetrics().horizontalAdvance(text));
    label->setMinimumWidth(width + 2);
    return label;
}

void setText(QLabel* label, const QString& text) {
    if (label->text() != text) label->setText(text);
}

QLabel* sentenceLabel(const QString& name, int lines) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setMinimumHeight(lines * label->fontMetrics().lineSpacing());
    return label;
}

}  // namespace focus::panel
