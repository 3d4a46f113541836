// What the tests of the focuser settings stand on: the window on a real simulator, and hands that type into it.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include "panel/focuser_settings.h"
#include "panel/notes_window.h"
#include "panel/position_shift.h"
#include "panel/stored_positions.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class FocuserSettingsFixture : public PanelFixture {
protected:
    std::unique_ptr<PanelFocuser> focuser_;
    std::unique_ptr<Preferences> preferences_;
    std::unique_ptr<StoredPositions> positions_;
    std::unique_ptr<NotesWindow> notes_;
    std::unique_ptr<PositionShift> shift_;
    std::unique_ptr<FocuserSettingsWindow> window_;

    template <class Widget>
    Widget* find(const char* name) const {
        auto* widget = window_->findChild<Widget*>(name);
        if (widget == nullptr) qFatal("there is no %s", name);
        return widget;
    }
    QString hint(const char* name) const { return find<QLabel>(qPrintable(QString(name) + "Hint"))->text(); }
    QString sentenceText() const { return find<QLabel>("settingsSentence")->text(); }
    void type(const char* name, const QString& text) const {
        auto* edit = find<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    /// Once it can be pressed, as a person would.
    void press(const char* name) const {
        auto* button = find<QPushButton>(name);
        if (!waitFor([button] { return button->isEnabled() && !button->isHidden(); }))
            qFatal("%s stays disabled", name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void toggle(const char* name) const { find<QCheckBox>(name)->click(); }
    void pick(const char* name, int index) const {
        auto* combo = find<QComboBox>(name);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }
    int has(Slot slot) const { return focuser_->state().settings ? (*focuser_->state().settings)[slot] : -1; }

    void make() {
        preferences_ = std::make_unique<Preferences>();
        focuser_ = std::make_unique<PanelFocuser>();
        positions_ = std::make_unique<StoredPositions>();
        shift_ =
            std::make_unique<PositionShift>(*positions_, documentsPath("points.csv"), [this] { return notes_.get(); });
        window_ = std::make_unique<FocuserSettingsWindow>(*focuser_, *preferences_, *shift_);
        window_->show();
    }
    bool open(const QString& address) {
        make();
        return connectTo(*focuser_, address) &&
               waitFor([this] { return find<QLineEdit>("maximumPosition")->text() == "28800"; });
    }
    void otherProgramSets(Slot slot, int value) {
        DeviceSettings changed = *focuser_->state().settings;
        changed.set(slot, value);
        bool done = false;
        focuser_->apply(changed, this, [&](const QString& problem) { done = problem.isEmpty(); });
        QTRY_VERIFY(done);
    }

    void clear() {
        window_.reset();
        shift_.reset();
        notes_.reset();
        positions_.reset();
        focuser_.reset();
        preferences_.reset();
        forgetSettings();
        forgetDocuments();
    }
};

}  // namespace focus::panel
