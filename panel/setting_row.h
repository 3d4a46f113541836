// SettingRow: one value of a form that shows what somebody else keeps (the device, a file) and lets the user change it.
// Untouched it follows the keeper, but for a number that the user is in; touched it keeps what the user typed, and says
// so, until it is saved or taken back.
#pragma once

#include <QLabel>
#include <QObject>
#include <QString>
#include <optional>

class QGridLayout;

namespace focus::panel {

class SettingRow : public QObject {
    Q_OBJECT

public:
    /// `name`: objectName of the editor; the line below it is called name + "Hint". `label` may have a mnemonic.
    SettingRow(const QString& name, const QString& label, const QString& tip, QObject* parent);

    /// Label and editor side by side, the hint below the editor.
    void addTo(QGridLayout& grid);

    /// What the keeper has; nothing: unknown.
    void setKnown(std::optional<int> value);
    std::optional<int> known() const { return known_; }

    bool touched() const { return touched_; }
    /// Is what stands there one of the values allowed? An untouched row is always good.
    bool good() const { return !touched_ || value().has_value(); }
    /// What is to be written now, and will be judged by `written`; nothing if untouched or not good.
    std::optional<int> write();
    /// As if the user had typed it.
    void offer(int value);
    /// Back to what the keeper has.
    void takeBack();
    /// After writing and reading back: the row is untouched if the keeper has what was wanted, else says what it has.
    void written();
    /// What stands there was written, but is not what the keeper has.
    bool refused() const { return touched_ && refused_; }

    /// `keeper`: who has the value, in the nominative ("the focuser").
    void setKeeper(const QString& keeper) { keeper_ = keeper; }
    /// The hint while there is nothing else to say.
    void setNote(const QString& note);
    void refreshHint();

    /// What stands there, typed or known; nothing if it is no value.
    virtual std::optional<int> value() const = 0;
    virtual QWidget* editor() = 0;

signals:
    /// Touched, taken back, or another value typed.
    void edited();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// Shows it without touching.
    virtual void show(std::optional<int> value) = 0;
    virtual QString words(int value) const = 0;
    /// Why the text that stands there is no value.
    virtual QString mistake() const { return {}; }
    /// The cursor is in what stands there: it does not change under the user's eyes.
    virtual bool userIsIn() const { return false; }
    /// Calls it what it is in the row's objectName, label and tool tip; once, by the derived constructor.
    void prepare();
    /// The user has changed the editor.
    void userEdited();

private:
    QString name_, tip_, note_;
    QString keeper_;
    QLabel* label_;
    QLabel* hint_;
    std::optional<int> known_;
    std::optional<int> base_;     // known when the user began to edit
    std::optional<int> writing_;  // on its way to the keeper
    bool refused_ = false;
    bool touched_ = false;
    bool stale_ = false;  // untouched, but not what the keeper has now
};

}  // namespace focus::panel
