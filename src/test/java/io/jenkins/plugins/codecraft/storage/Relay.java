package io.jenkins.plugins.codecraft.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** Stands before a server of the loopback and passes on what it gets: as a TLS front, or as an HTTP proxy. */
final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });

    private Relay(ServerSocketFactory sockets, InetSocketAddress target) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        threads.execute(this::accept);
    }

    /** Everything goes to one server. */
    static Relay to(URI endpoint, ServerSocketFactory sockets) throws IOException {
        return new Relay(sockets, new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    }

    /** Every connection goes where its first request says, {@code CONNECT} or a URL. */
    static Relay proxy() throws IOException {
        return new Relay(ServerSocketFactory.getDefault(), null);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The first line of each connection. */
    List<String> requestLines() {
        return requestLines;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            if (target != null) {
                pass(client, in, target, new byte[0]);
                return;
            }
            byte[] head = head(in);
            String line = new String(head, StandardCharsets.ISO_8859_1).split("\r\n")[0];
            requestLines.add(line);
            String[] words = line.split(" ");
            if (words[0].equals("CONNECT")) {
                String[] place = words[1].split(":");
                client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                pass(client, in, new InetSocketAddress(place[0], Integer.parseInt(place[1])), new byte[0]);
            } else {
                URI url = URI.create(words[1]);
                pass(client, in, new InetSocketAddress(url.getHost(), url.getPort()), head);
            }
        } catch (IOException gone) {
            requestLines.add("broken: " + gone);
        }
    }

    private void pass(Socket client, InputStream in, InetSocketAddress to, byte[] first) throws IOException {
        try (Socket other = new Socket(to.getAddress(), to.getPort())) {
            OutputStream out = other.getOutputStream();
            out.write(first);
            out.flush();
            threads.execute(() -> back(other, client));
            in.transferTo(out);
            other.shutdownOutput();
        }
    }

    private void back(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException closed) {
            // The other direction ended first.
            return;
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            head.write(read);
            ends = read == '\r' || read == '\n' ? ends + 1 : 0;
        }
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
