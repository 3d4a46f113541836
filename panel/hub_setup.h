// HubSetup: asks a hub's setup page for what the panel's window shows of it, and tells it what the user chose there.
// Nothing waits; answers come on the GUI thread.
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>
#include <functional>

namespace focus::panel {

class HubSetup : public QObject {
    Q_OBJECT

public:
    explicit HubSetup(QObject* parent = nullptr);

    /// `address`: alpaca://[USER:PASSWORD@]HOST:PORT/N. Answers under way from another one are dropped.
    void setAddress(const QString& address);

    /// The hub's answer, or the problem in words. Not called any more when the address has been changed meanwhile.
    using Answer = std::function<void(const QJsonObject& answer, const QString& problem)>;
    void get(const QString& name, Answer answer);
    void send(const QByteArray& verb, const QString& name, const QJsonObject& body, Answer answer);

private:
    QNetworkRequest request(const QString& name) const;
    void take(QNetworkReply* reply, Answer answer);
    QString problem(const QNetworkReply& reply, const QJsonObject& answer) const;

    QNetworkAccessManager network_;
    QString address_;
};

}  // namespace focus::panel
