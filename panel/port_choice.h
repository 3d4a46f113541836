// PortChoice: the list of serial ports, with what is known of each, in which an address can be typed too; a button that
// tries the chosen one, and a line for what came of it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QList>
#include <QPushButton>
#include <QWidget>

namespace focus::panel {

struct ListedPort {
    QString address;  ///< serial:PORT
    QString device;   ///< /dev/ttyUSB0
    QString description;
    QString usb_id;  ///< "0403:6015", empty if not on USB
};

class PortChoice : public QWidget {
    Q_OBJECT

public:
    /// `name`: objectName of the list; button and line are called name + "Test" and name + "Result".
    PortChoice(const QString& name, const QString& tip, QWidget* parent = nullptr);

    /// What stands there, as an address; "/dev/ttyUSB0" and "COM5" are serial ports.
    QString address() const;
    /// Why that is none; empty if it is one.
    QString mistake() const;
    /// Has the user chosen or typed since the last `setAddress`?
    bool touched() const { return touched_; }
    /// Shows it; the user's own choice is overwritten.
    void setAddress(const QString& address);
    /// From now on the simulated focuser is a port too, `kSimulatorPort`.
    void offerSimulator();
    /// What the list offers; what stands there stays.
    void setPorts(const QList<ListedPort>& ports);
    void say(const QString& words, bool good);
    void tested(bool good, const QString& words);
    /// `tested` may not come.
    void forgetTest();
    QComboBox* list() const { return list_; }

signals:
    void edited();
    /// `tested` is awaited.
    void testWanted(const QString& address);

protected:
    void changeEvent(QEvent* event) override;

private:
    void test();
    void refresh();

    QComboBox* list_;
    QPushButton* test_;
    QLabel* result_;
    QString words_;
    bool good_ = true;
    bool touched_ = false;
    bool simulator_ = false;
};

}  // namespace focus::panel
