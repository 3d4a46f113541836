#include "panel/notice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "panel/breakable.h"
#include "panel/section.h"

namespace focus::panel {

Notice::Notice(QWidget* parent) : QFrame(parent), text_(sentenceLabel("noticeText", 2)) {
    setObjectName("notice");
    setFrameShape(QFrame::StyledPanel);
    auto* close = new QPushButton(tr("O&K"));
    close->setObjectName("noticeDismiss");
    close->setToolTip(tr("I have read this"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    row->addWidget(text_, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QPushButton::clicked, this, [this] {
        waiting_.removeFirst();
        refresh();
    });
    hide();
}

void Notice::say(const QString& sentence) {
    if (sentence.isEmpty() || waiting_.contains(sentence)) return;
    waiting_.push_back(sentence);
    refresh();
}

void Notice::refresh() {
    if (!waiting_.isEmpty()) text_->setText(breakable(waiting_.front()));
    setVisible(!waiting_.isEmpty());
}

}  // namespace focus::panel
