#include "panel/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace focus::panel {

void ask(QWidget* parent, const Question& question, std::function<void()> yes, std::function<void()> no) {
    const QString name = QString::fromLatin1(question.name);
    for (auto* open : parent->findChildren<QMessageBox*>(name + "Question", Qt::FindDirectChildrenOnly)) {
        open->setObjectName(QString());
        open->disconnect(parent);
        open->close();
    }
    auto* box = new QMessageBox(question.grave ? QMessageBox::Warning : QMessageBox::Question, question.title,
                                question.text, QMessageBox::NoButton, parent);
    box->setObjectName(name + "Question");
    box->setInformativeText(question.consequence);
    if (question.option != nullptr) box->setCheckBox(question.option);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::NonModal);
    QPushButton* agreed = box->addButton(question.yes, QMessageBox::DestructiveRole);
    agreed->setObjectName(name + "Yes");
    QPushButton* declined = box->addButton(question.no, QMessageBox::RejectRole);
    declined->setObjectName(name + "No");
    box->setDefaultButton(declined);
    QObject::connect(box, &QMessageBox::finished, parent, [box, agreed, yes = std::move(yes), no = std::move(no)] {
        const auto& answer = box->clickedButton() == agreed ? yes : no;
        if (answer) answer();
    });
    box->show();
}

}  // namespace focus::panel
