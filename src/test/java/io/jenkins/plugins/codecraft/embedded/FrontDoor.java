package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server in front of all services: turns a request into a answer of the {@link Desk} and writes it. */
final class FrontDoor extends Handler.Abstract implements AutoCloseable {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private final Desk desk;
    private final AwsClock clock;
    private final Server server;
    private final ServerConnector connector;

    FrontDoor(int port, AwsClock clock, Iam iam, Journal journal, Faults faults, List<AwsService> services) {
        this.desk = new Desk(clock, iam, journal, faults, services);
        this.clock = clock;
        // It warns of every connection that a fault cuts.
        JETTY.setLevel(Level.SEVERE);
        QueuedThreadPool threads = new QueuedThreadPool(200);
        threads.setName("embedded-aws");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        // An object's key may hold anything: empty segments, dots, encoded slashes.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(64 * 1024);
        // Header values are signed as they were sent, so none may be replaced by a cached spelling.
        http.setHeaderCacheCaseSensitive(true);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(this);
    }

    void open() {
        try {
            server.start();
        } catch (Exception broken) {
            throw new IllegalStateException("cannot listen on 127.0.0.1:" + connector.getPort(), broken);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpHead head = head(request);
        InputStream body = Content.Source.asInputStream(request);
        Optional<AwsResponse> answer = desk.serve(head, body);
        if (answer.isEmpty()) {
            reset(request);
            callback.succeeded();
            return true;
        }
        drain(body);
        write(head, answer.get(), response);
        callback.succeeded();
        return true;
    }

    private void write(HttpHead head, AwsResponse content, Response response) throws IOException {
        response.setStatus(content.status());
        response.getHeaders().put("Date", DATE.format(clock.now()));
        content.headers().forEach(response.getHeaders()::put);
        if (content.length() >= 0) {
            response.getHeaders().put("Content-Length", content.length());
        }
        if (!head.method().equals("HEAD")) {
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                content.body().writeTo(out);
            }
        }
    }

    /** Reads what a refused client still sends, so that it reads the refusal; not without end. */
    private static void drain(InputStream body) {
        byte[] buffer = new byte[64 * 1024];
        long left = 64L * 1024 * 1024;
        try {
            int read = body.read(buffer);
            while (read >= 0 && left > 0) {
                left -= read;
                read = body.read(buffer);
            }
        } catch (IOException gone) {
            // The client has left: the answer will fail likewise, and then is the time to say so.
            return;
        }
    }

    private static HttpHead head(Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        String path = request.getHttpURI().getPath();
        return new HttpHead(request.getMethod(), path, request.getHttpURI().getQuery(), headers);
    }

    private static void reset(Request request) throws IOException {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
        endPoint.close();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new IllegalStateException("cannot stop the front door", broken);
        }
    }
}
