// SharedPage: the part of "Connection settings" about the hub: where it is, and how it uses its own cable. The latter
// is kept by the hub; the page follows it, and tells it what the user has changed.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QTimer>
#include <QWidget>

#include "panel/hub_setup.h"
#include "panel/port_choice.h"
#include "panel/port_test.h"
#include "panel/setting_editors.h"
#include "panel/surroundings.h"

namespace focus::panel {

class SharedPage : public QWidget {
    Q_OBJECT

public:
    /// `focuser` must outlive it.
    explicit SharedPage(const PanelFocuser& focuser, QWidget* parent = nullptr);

    QString address() const;
    /// Why that is no hub's address; empty if it is one.
    QString mistake() const;
    void setAddress(const QString& address);
    void setHubs(const QList<FoundFocuser>& found);
    /// For a hub on this computer that does not run yet.
    void setLocalPorts(const QList<ListedPort>& ports);
    /// Lists the hub's ports anew.
    void look();

    /// Something of the hub's own is changed and not yet stored there.
    bool touched() const;
    /// Tells the hub; one that does not answer is told as soon as it does.
    void save();

signals:
    void edited();
    /// What came of `save`, in words.
    void stored(bool good, const QString& words);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addressEdited();
    void askAnother();
    void ask();
    void show(const QJsonObject& state);
    void showPorts(const QJsonObject& answer);
    void test(const QString& port);
    void tell();

    QComboBox* hub_;
    QLabel* sentence_;
    PortChoice* port_;
    SwitchRow* reset_;
    SwitchRow* trace_;
    HubSetup setup_;
    PortTest port_test_;
    QTimer next_;
    QList<ListedPort> local_ports_;
    QString hub_port_;        // what the hub uses
    bool hub_there_ = false;  // it has answered the last question
    bool pending_ = false;    // to be told when it answers
};

}  // namespace focus::panel
