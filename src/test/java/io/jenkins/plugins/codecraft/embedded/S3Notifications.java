package io.jenkins.plugins.codecraft.embedded;

import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What buckets tell of their objects: the notification configurations, which the library does not know. Functions are
 * really invoked; queues and topics are kept and nothing is sent to them.
 */
final class S3Notifications {
    private static final String EMPTY =
            "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></NotificationConfiguration>";
    private static final Map<String, String> EVENTS = Map.of(
            "PutObject", "ObjectCreated:Put",
            "CopyObject", "ObjectCreated:Copy",
            "CompleteMultipartUpload", "ObjectCreated:CompleteMultipartUpload",
            "DeleteObject", "ObjectRemoved:Delete");

    private final AwsEnvironment environment;
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    /** One destination. */
    private record Notification(String id, String destination, List<String> events, String prefix, String suffix) {
        boolean isFunction() {
            return destination.contains(":lambda:");
        }

        boolean wants(String event, String key) {
            return key.startsWith(prefix)
                    && key.endsWith(suffix)
                    && events.stream().anyMatch(one -> covers(one, event));
        }

        private static boolean covers(String pattern, String event) {
            String own = pattern.substring("s3:".length());
            return own.endsWith("*") ? event.startsWith(own.substring(0, own.length() - 1)) : own.equals(event);
        }

        boolean overlaps(Notification other) {
            boolean events = this.events.stream().anyMatch(one -> other.events.stream()
                    .anyMatch(two -> covers(one, two.substring(3)) || covers(two, one.substring(3))));
            boolean prefixes = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
            boolean suffixes = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
            return events && prefixes && suffixes;
        }
    }

    S3Notifications(AwsEnvironment environment) {
        this.environment = environment;
    }

    /** Nothing if the request is about something else. */
    Optional<AwsResponse> answer(AwsRequest request, Buckets buckets) {
        if (!request.operation().endsWith("BucketNotificationConfiguration")) {
            return Optional.empty();
        }
        String bucket = request.head().path().split("/")[1];
        if (!buckets.bucketExists(bucket)) {
            throw new AwsError("NoSuchBucket", 404, "The specified bucket does not exist");
        }
        if (request.operation().startsWith("Get")) {
            return Optional.of(AwsResponse.xml(documents.getOrDefault(bucket, EMPTY)));
        }
        String document = new String(request.body(), StandardCharsets.UTF_8);
        validate(bucket, read(document));
        documents.put(bucket, document);
        return Optional.of(AwsResponse.empty());
    }

    private void validate(String bucket, List<Notification> all) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Notification one = all.get(i);
            if (!one.id().isEmpty() && !ids.add(one.id())) {
                throw invalid("Same ID used for multiple configurations. IDs must be unique");
            }
            for (Notification other : all.subList(0, i)) {
                if (one.overlaps(other)) {
                    throw invalid(
                            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if"
                                    + " the prefixes are overlapping for the same event type.");
                }
            }
            if (one.isFunction() && !functions().permits(source(bucket), region(one), one.destination())) {
                throw invalid("Unable to validate the following destination configurations");
            }
        }
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidArgument", 400, message);
    }

    private Functions functions() {
        return environment.services().get(Functions.class);
    }

    private Functions.Source source(String bucket) {
        return new Functions.Source("s3.amazonaws.com", "arn:aws:s3:::" + bucket, environment.account());
    }

    private static String region(Notification notification) {
        return notification.destination().split(":")[3];
    }

    /** Invokes the functions that want to know of what a request has done. */
    void tell(AwsRequest request) {
        String event = EVENTS.get(request.operation());
        String[] path = request.head().path().split("/", 3);
        if (event == null || path.length < 3 || !documents.containsKey(path[1])) {
            return;
        }
        for (Notification one : read(documents.get(path[1]))) {
            if (one.isFunction() && one.wants(event, path[2])) {
                byte[] message = message(one, event, path[1], path[2]).getBytes(StandardCharsets.UTF_8);
                functions().send(source(path[1]), region(one), one.destination(), message);
            }
        }
    }

    private String message(Notification one, String event, String bucket, String key) {
        return AwsJson.tree(Map.of(
                        "Records",
                        List.of(Map.of(
                                "eventVersion",
                                "2.1",
                                "eventSource",
                                "aws:s3",
                                "awsRegion",
                                region(one),
                                "eventTime",
                                environment.clock().now().toString(),
                                "eventName",
                                event,
                                "s3",
                                Map.of(
                                        "s3SchemaVersion", "1.0",
                                        "configurationId", one.id(),
                                        "bucket", Map.of("name", bucket, "arn", "arn:aws:s3:::" + bucket),
                                        "object", Map.of("key", SigV4.encode(key, false)))))))
                .toString();
    }

    private static List<Notification> read(String document) {
        try {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            List<Notification> all = new ArrayList<>();
            for (String kind : List.of("CloudFunction", "Queue", "Topic")) {
                elements(root, kind + "Configuration").forEach(element -> all.add(notification(element, kind)));
            }
            return all;
        } catch (IOException | SAXException | ParserConfigurationException broken) {
            throw new AwsError("MalformedXML", 400, "The XML you provided was not well-formed");
        }
    }

    private static Notification notification(Element element, String kind) {
        String prefix = "";
        String suffix = "";
        for (Element rule : elements(element, "FilterRule")) {
            String value = text(rule, "Value");
            if (text(rule, "Name").equalsIgnoreCase("prefix")) {
                prefix = value;
            } else {
                suffix = value;
            }
        }
        List<String> events =
                elements(element, "Event").stream().map(Element::getTextContent).toList();
        return new Notification(text(element, "Id"), text(element, kind), events, prefix, suffix);
    }

    private static String text(Element element, String name) {
        return elements(element, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
