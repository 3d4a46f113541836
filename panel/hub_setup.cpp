#include "panel/hub_setup.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrlQuery>

#include "alpaca/alpaca_address.h"

namespace focus::panel {
namespace {

constexpr int kPatience = 9000;  // ms; the test of a port takes the hub up to six seconds
constexpr qint64 kLargestAnswer = 256L * 1024;

}  // namespace

HubSetup::HubSetup(QObject* parent) : QObject(parent) {
    // A hub is a neighbour: never by way of a proxy.
    network_.setProxy(QNetworkProxy::NoProxy);
    network_.setTransferTimeout(kPatience);
}

void HubSetup::setAddress(const QString& address) { address_ = address; }

void HubSetup::get(const QString& name, Answer answer) {
    const QNetworkRequest asked = request(name);
    if (!asked.url().isValid()) return answer({}, tr("\"%1\" is no address of a hub.").arg(address_));
    take(network_.get(asked), std::move(answer));
}

void HubSetup::send(const QByteArray& verb, const QString& name, const QJsonObject& body, Answer answer) {
    QNetworkRequest asked = request(name);
    if (!asked.url().isValid()) return answer({}, tr("\"%1\" is no address of a hub.").arg(address_));
    asked.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
    take(network_.sendCustomRequest(asked, verb, QJsonDocument(body).toJson(QJsonDocument::Compact)),
         std::move(answer));
}

QNetworkRequest HubSetup::request(const QString& name) const {
    const auto hub = AlpacaAddress::parse(address_.toStdString());
    if (!hub) return {};
    QUrl url;
    url.setScheme("http");
    url.setHost(QString::fromStdString(hub->host));
    url.setPort(QString::fromStdString(hub->port).toInt());
    url.setPath("/setup/api/" + name);
    QUrlQuery query;
    query.addQueryItem("device", QString::fromStdString(hub->number));
    url.setQuery(query);
    QNetworkRequest made(url);
    if (!hub->user.empty() || !hub->password.empty()) {
        const QByteArray both = QByteArray::fromStdString(hub->user + ":" + hub->password);
        made.setRawHeader("Authorization", "Basic " + both.toBase64());
    }
    return made;
}

void HubSetup::take(QNetworkReply* reply, Answer answer) {
    // One that goes on sending is not a hub.
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kLargestAnswer) reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, asked = address_, answer = std::move(answer)] {
        reply->deleteLater();
        if (asked != address_) return;
        const QJsonObject object = QJsonDocument::fromJson(reply->readAll()).object();
        answer(object, problem(*reply, object));
    });
}

QString HubSetup::problem(const QNetworkReply& reply, const QJsonObject& answer) const {
    const auto hub = AlpacaAddress::parse(address_.toStdString());
    const QString where = hub ? QString::fromStdString(hub->authority()) : address_;
    if (answer.contains("error")) return answer.value("error").toString();
    switch (reply.error()) {
        case QNetworkReply::NoError:
            if (!answer.isEmpty()) return {};
            return tr("What answers at %1 is not a FocuserLink hub.").arg(where);
        case QNetworkReply::ConnectionRefusedError: return tr("No hub runs at %1.").arg(where);
        case QNetworkReply::HostNotFoundError: return tr("No computer of this name is known: %1.").arg(where);
        case QNetworkReply::AuthenticationRequiredError:
            return tr("The hub asks for a user and a password: write alpaca://USER:PASSWORD@%1/0.").arg(where);
        case QNetworkReply::OperationCanceledError:
        case QNetworkReply::TimeoutError: return tr("The hub at %1 does not answer.").arg(where);
        case QNetworkReply::ContentNotFoundError:
        case QNetworkReply::ContentAccessDenied:
            return tr("What answers at %1 is not a FocuserLink hub, or does not let this computer in.").arg(where);
        default: return tr("The hub at %1 cannot be asked: %2.").arg(where, reply.errorString());
    }
}

}  // namespace focus::panel
