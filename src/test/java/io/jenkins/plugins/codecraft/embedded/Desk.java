package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates and authorizes a request, finds its service, and keeps journal and faults around what the service does. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final AwsClock clock;
    private final Iam iam;
    private final SigV4 sigV4;
    private final Journal journal;
    private final Faults faults;
    private final List<AwsService> services;
    private final String account;

    Desk(AwsClock clock, Iam iam, Journal journal, Faults faults, List<AwsService> services) {
        this.account = iam.account();
        this.clock = clock;
        this.iam = iam;
        this.sigV4 = new SigV4(clock, iam);
        this.journal = journal;
        this.faults = faults;
        this.services = services;
    }

    private record Visit(AwsService service, AwsRequest request, String id) {
        Protocol protocol() {
            return service.protocol();
        }
    }

    /** The answer; nothing where the connection is to be cut instead. */
    Optional<AwsResponse> serve(HttpHead head, InputStream body) throws IOException {
        String id = UUID.randomUUID().toString();
        AwsService service = find(head);
        Visit visit;
        try {
            visit = admit(service, head, body, id);
        } catch (AwsError refused) {
            Journal.Call call = journal.begin(unknown(service));
            return Optional.of(refuse(call, service.protocol(), refused, id, head));
        }
        return serve(visit);
    }

    private Visit admit(AwsService service, HttpHead head, InputStream body, String id) throws IOException {
        Protocol protocol = service.protocol();
        Optional<Signature> given = Signature.of(head);
        if (given.isEmpty() && service.admitsUnsigned()) {
            return unsigned(service, head, body, id);
        }
        Signature signature = given.orElseThrow(new AuthErrors(protocol)::missing);
        boolean streamed = protocol == Protocol.REST_XML;
        byte[] content = streamed ? new byte[0] : body.readAllBytes();
        String hash = streamed ? head.header("x-amz-content-sha256").orElse(SigV4.UNSIGNED) : Hashes.sha256(content);
        Iam.AccessKey key = sigV4.verify(head, signature, protocol, hash);
        InputStream stream = streamed ? body : new ByteArrayInputStream(content);
        AwsRequest request = new AwsRequest(id, head, signature.service(), signature.region(), key.caller(), stream);
        request.operation(service.operation(request));
        return new Visit(service, request, id);
    }

    private Visit unsigned(AwsService service, HttpHead head, InputStream body, String id) throws IOException {
        InputStream content = new ByteArrayInputStream(body.readAllBytes());
        Caller nobody = new Caller(account, "", "", "");
        AwsRequest request = new AwsRequest(id, head, service.signingName(), "", nobody, content);
        request.operation(service.operation(request));
        return new Visit(service, request, id);
    }

    private Optional<AwsResponse> serve(Visit visit) {
        Journal.Call call = journal.begin(call(visit));
        Optional<Fault> fault = faults.strike(call);
        try {
            authorize(visit);
            faults.beforeCall(call);
            fault.ifPresent(strikes -> strikes.before(new AuthErrors(visit.protocol())));
        } catch (AwsError refused) {
            return Optional.of(refuse(
                    call, visit.protocol(), refused, visit.id(), visit.request().head()));
        } catch (RuntimeException crash) {
            return cut(call, Journal.Outcome.CUT, crash);
        }
        AwsResponse response;
        try {
            response = visit.service().handle(visit.request());
        } catch (AwsError refused) {
            return Optional.of(refuse(
                    call, visit.protocol(), refused, visit.id(), visit.request().head()));
        } catch (RuntimeException defect) {
            LOG.warn("{}:{} failed", call.service(), call.operation(), defect);
            AwsError error = new AwsError("InternalFailure", 500, "The request processing has failed: " + defect);
            return Optional.of(refuse(
                    call, visit.protocol(), error, visit.id(), visit.request().head()));
        }
        AwsResponse complete = complete(response, visit.protocol(), visit.id());
        try {
            faults.afterEffect(call);
            complete = fault.isPresent() ? fault.get().after(complete) : complete;
        } catch (RuntimeException crash) {
            return cut(call, Journal.Outcome.UNANSWERED, crash);
        }
        journal.end(call, Journal.Outcome.DONE, complete.status(), "");
        return Optional.of(complete);
    }

    private void authorize(Visit visit) {
        Caller caller = visit.request().caller();
        if (!iam.isLimited(caller)) {
            return;
        }
        for (Permission permission : visit.service().permissions(visit.request())) {
            if (!iam.permits(caller, permission)) {
                throw new AuthErrors(visit.protocol()).denied(caller, permission);
            }
        }
    }

    private AwsResponse refuse(Journal.Call call, Protocol protocol, AwsError error, String id, HttpHead head) {
        journal.end(call, Journal.Outcome.ERROR, error.status(), error.code());
        return complete(protocol.error(error, id, head.path()), protocol, id);
    }

    private Optional<AwsResponse> cut(Journal.Call call, Journal.Outcome outcome, RuntimeException why) {
        LOG.debug("{} is cut: {}", call, why.toString());
        journal.end(call, outcome, 0, "");
        return Optional.empty();
    }

    private static AwsResponse complete(AwsResponse response, Protocol protocol, String id) {
        AwsResponse complete = response.withHeader(protocol.requestIdHeader(), id);
        boolean untyped = response.headers().getOrDefault("Content-Type", "").isEmpty() && response.length() > 0;
        return untyped ? complete.withHeader("Content-Type", protocol.contentType()) : complete;
    }

    private Journal.Call call(Visit visit) {
        AwsRequest request = visit.request();
        AwsService service = visit.service();
        return new Journal.Call(
                0,
                clock.now(),
                request.service(),
                request.operation(),
                request.region(),
                request.caller().arn(),
                service.resource(request),
                Redaction.of(document(visit)),
                service.mutates(request.operation()),
                Journal.Outcome.PENDING,
                0,
                "");
    }

    private static JsonNode document(Visit visit) {
        AwsRequest request = visit.request();
        return switch (visit.protocol()) {
            case AWS_JSON_1_0, AWS_JSON_1_1 -> request.json();
            case QUERY -> AwsJson.tree(request.form());
            case REST_JSON, REST_XML ->
                AwsJson.object()
                        .put("method", request.head().method())
                        .put("path", request.head().path())
                        .set("query", AwsJson.tree(request.head().query()));
        };
    }

    private Journal.Call unknown(AwsService service) {
        return new Journal.Call(
                0,
                clock.now(),
                service.signingName(),
                "",
                "",
                "",
                "",
                AwsJson.object(),
                false,
                Journal.Outcome.PENDING,
                0,
                "");
    }

    /** By the credential scope; an unsigned request, or one for a service that isn't there, is S3's or STS' to refuse. */
    private AwsService find(HttpHead head) {
        String name = signingName(head);
        return services.stream()
                .filter(service ->
                        service.admitsUnsigned() || service.signingName().equals(name))
                .filter(service -> service.accepts(head))
                .findFirst()
                .orElseGet(() -> new NoSuchService(name));
    }

    private static String signingName(HttpHead head) {
        try {
            return Signature.of(head).map(Signature::service).orElseGet(() -> guess(head));
        } catch (AwsError malformed) {
            return guess(head);
        }
    }

    private static String guess(HttpHead head) {
        String target = head.header("X-Amz-Target").orElse("");
        if (target.startsWith("SageMaker.")) {
            return "sagemaker";
        }
        if (target.startsWith("Logs_")) {
            return "logs";
        }
        boolean form = head.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
        return form || head.query("Action").isPresent() ? "sts" : "s3";
    }
}
