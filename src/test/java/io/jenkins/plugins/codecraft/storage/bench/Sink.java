package io.jenkins.plugins.codecraft.storage.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stand-in for S3 that throws bodies away, so that an uploader is measured and not the server. It knows which objects
 * there are and how large, and keeps the content of manifests and pointers only. No signature is checked. A process of
 * its own: its CPU is not the uploader's.
 */
public final class Sink {
    private static final int BUFFER = 256 << 10;

    private final SinkObjects objects = new SinkObjects();
    private final Map<String, AtomicLong> uploads = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong files = new AtomicLong();

    private record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer empty(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        static Answer xml(String document) {
            return new Answer(
                    200, Map.of("Content-Type", "application/xml"), document.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Prints its port as the first line, and serves until it is ended. */
    public static void main(String[] args) throws IOException {
        Sink sink = new Sink();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> sink.serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            byte[] buffer = new byte[BUFFER];
            for (SinkRequest request = SinkRequest.read(in); request != null; request = SinkRequest.read(in)) {
                if (request.header("expect").equalsIgnoreCase("100-continue")) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                write(out, request, answer(request, buffer));
            }
        } catch (IOException closed) {
            // The uploader went away; there is nobody to tell.
            return;
        }
    }

    private static void write(OutputStream out, SinkRequest request, Answer answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Answer\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (!answer.headers().containsKey("Content-Length")) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        head.append("x-amz-request-id: SINK\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)))
                .append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        if (!request.method.equals("HEAD")) {
            out.write(answer.body());
        }
        out.flush();
    }

    private Answer answer(SinkRequest request, byte[] buffer) throws IOException {
        if (request.path.equals("/-/requests")) {
            return new Answer(
                    200, Map.of(), Long.toString(requests.getAndSet(0)).getBytes(StandardCharsets.US_ASCII));
        }
        if (request.path.equals("/-/files")) {
            return new Answer(200, Map.of(), Long.toString(files.getAndSet(0)).getBytes(StandardCharsets.US_ASCII));
        }
        if (request.path.equals("/-/clear")) {
            objects.clear();
            return Answer.empty(200);
        }
        requests.incrementAndGet();
        String[] place = request.path.substring(1).split("/", 2);
        String key = place.length > 1 ? place[1] : "";
        return switch (request.method) {
            case "PUT" -> put(request, key, buffer);
            case "POST" -> post(request, key, buffer);
            case "HEAD" -> key.isEmpty() ? Answer.empty(200) : look(key, false);
            case "GET" -> key.isEmpty() ? list(request, place[0]) : look(key, true);
            default -> Answer.empty(204);
        };
    }

    private Answer put(SinkRequest request, String key, byte[] buffer) throws IOException {
        if (key.isEmpty()) {
            request.discard(buffer);
            return Answer.empty(200);
        }
        String source = request.header("x-amz-copy-source");
        if (!source.isEmpty()) {
            String from = source.replaceFirst("^/", "").split("/", 2)[1];
            Optional<SinkObjects.Stored> stored = objects.get(from);
            if (stored.isEmpty()) {
                return Answer.empty(404);
            }
            objects.put(key, stored.get());
            return Answer.xml("<CopyObjectResult><ETag>\"" + stored.get().etag()
                    + "\"</ETag><LastModified>2025-01-01T00:00:00.000Z</LastModified></CopyObjectResult>");
        }
        boolean readAgain = key.endsWith("manifest.json") || key.endsWith("/latest");
        byte[] body = new byte[0];
        if (readAgain) {
            body = request.body();
        } else {
            request.discard(buffer);
            files.incrementAndGet();
        }
        String etag = etag(request);
        if (request.asks("partNumber")) {
            uploads.get(request.query.get("uploadId")).addAndGet(request.size());
        } else {
            objects.put(key, new SinkObjects.Stored(request.size(), etag, metadata(request), body));
        }
        return new Answer(200, Map.of("ETag", "\"" + etag + "\""), new byte[0]);
    }

    private Answer post(SinkRequest request, String key, byte[] buffer) throws IOException {
        request.discard(buffer);
        if (request.asks("uploads")) {
            String id = "upload-" + ids.incrementAndGet();
            uploads.put(id, new AtomicLong());
            return Answer.xml("<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>" + key + "</Key><UploadId>" + id
                    + "</UploadId></InitiateMultipartUploadResult>");
        }
        AtomicLong size = uploads.remove(request.query.get("uploadId"));
        objects.put(key, new SinkObjects.Stored(size.get(), "0-1", Map.of(), new byte[0]));
        return Answer.xml("<CompleteMultipartUploadResult><Bucket>b</Bucket><Key>" + key
                + "</Key><ETag>\"0-1\"</ETag></CompleteMultipartUploadResult>");
    }

    private Answer look(String key, boolean withBody) {
        Optional<SinkObjects.Stored> found = objects.get(key);
        if (found.isEmpty()) {
            return new Answer(
                    404,
                    Map.of("Content-Type", "application/xml"),
                    withBody ? "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8) : new byte[0]);
        }
        SinkObjects.Stored stored = found.get();
        Map<String, String> headers = new TreeMap<>(stored.headers());
        headers.put("ETag", "\"" + stored.etag() + "\"");
        headers.put("Last-Modified", stored.httpTime());
        headers.put("Content-Length", Long.toString(withBody ? stored.body().length : stored.size()));
        return new Answer(200, headers, stored.body());
    }

    private Answer list(SinkRequest request, String bucket) {
        if (request.asks("location")) {
            return Answer.xml("<LocationConstraint></LocationConstraint>");
        }
        if (request.asks("uploads")) {
            return Answer.xml("<ListMultipartUploadsResult><Bucket>" + bucket
                    + "</Bucket><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>");
        }
        return Answer.xml(objects.page(
                request.query.getOrDefault("prefix", ""),
                request.query.getOrDefault("delimiter", ""),
                request.query.getOrDefault("continuation-token", "")));
    }

    /** Some uploaders compare it with the MD5 that they sent. */
    private static String etag(SinkRequest request) {
        String md5 = request.header("content-md5");
        return md5.isEmpty()
                ? "00000000000000000000000000000000"
                : HexFormat.of().formatHex(Base64.getDecoder().decode(md5));
    }

    private static Map<String, String> metadata(SinkRequest request) {
        Map<String, String> metadata = new TreeMap<>();
        request.headers.forEach((name, value) -> {
            if (name.startsWith("x-amz-meta-")) {
                metadata.put(name, value);
            }
        });
        return metadata;
    }
}
