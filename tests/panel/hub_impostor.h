// HubImpostor: what of a hub's setup page the panel's window asks for, with answers that a test chooses.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace focus::panel {

class HubImpostor {
public:
    HubImpostor() {
        if (!server_.listen(QHostAddress::LocalHost)) qFatal("no port to listen on");
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            QTcpSocket* client = server_.nextPendingConnection();
            QObject::connect(client, &QTcpSocket::readyRead, client, [this, client] { read(*client); });
            QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
    }

    QString address() const { return QString("127.0.0.1:%1").arg(server_.serverPort()); }
    /// The only one it lists.
    void setPort(const QString& device) { port_ = device; }
    /// It never says what came of one.
    int tests() const { return tests_; }

private:
    void read(QTcpSocket& client) {
        const QByteArray heard = client.property("heard").toByteArray() + client.readAll();
        client.setProperty("heard", heard);
        if (!heard.contains("\r\n\r\n")) return;
        client.setProperty("heard", QByteArray());
        if (heard.contains("/setup/api/test")) {
            ++tests_;
            return;
        }
        QJsonObject answer{{"link", "connected"}, {"device", QJsonObject{{"address", "serial:/dev/ttyUSB9"}}}};
        if (heard.contains("/setup/api/ports")) {
            answer = {{"ports", QJsonArray{QJsonObject{{"address", "serial:" + port_}, {"device", port_}}}}};
        }
        const QByteArray body = QJsonDocument(answer).toJson();
        client.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        client.disconnectFromHost();
    }

    QTcpServer server_;
    QString port_;
    int tests_ = 0;
};

}  // namespace focus::panel
