// Opens a window with a chart, text and a server's socket, saves its picture as the file named, and ends with 0 if it
// could.

#include <QApplication>
#include <QTcpServer>
#include <QTimer>
#include <qcustomplot.h>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCustomPlot plot;
    plot.addGraph()->setData({0, 1, 2}, {1, 0, 1});
    plot.xAxis->setLabel(QStringLiteral("µm"));
    plot.rescaleAxes();
    plot.resize(400, 300);
    plot.show();
    QTcpServer server;
    const bool listens = server.listen(QHostAddress::LocalHost);
    QTimer::singleShot(0, &plot, [&] {
        const bool saved = application.arguments().size() == 2 && plot.grab().save(application.arguments().at(1));
        QApplication::exit(listens && saved ? 0 : 1);
    });
    return QApplication::exec();
}
