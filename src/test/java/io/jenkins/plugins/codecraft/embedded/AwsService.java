package io.jenkins.plugins.codecraft.embedded;

import java.util.List;

/**
 * One AWS service. The front door finds it by the service name of the request's credential scope and calls it from many
 * threads at once.
 */
public interface AwsService extends AutoCloseable {

    /** The name in the credential scope, e.g. {@code sagemaker}. Two services may share it and tell by {@link #accepts}. */
    String signingName();

    Protocol protocol();

    /** Whether a request signed for {@link #signingName()} is this service's; asked in the order of registration. */
    default boolean accepts(HttpHead head) {
        return true;
    }

    /** Whether requests that are not signed are this service's to judge; they then come from nobody, in no region. */
    default boolean admitsUnsigned() {
        return false;
    }

    /**
     * The operation that a request names.
     *
     * @throws AwsError {@code UnknownOperationException} where there is none such
     */
    default String operation(AwsRequest request) {
        return protocol().operation(request);
    }

    /** Whether an operation changes anything; by default its name tells. */
    default boolean mutates(String operation) {
        return !operation.matches("(Describe|List|Get|Head|BatchGet|Search|Filter|Query|Invoke|Lookup).*");
    }

    /** The name of the resource a request is about, for the journal and the faults; empty where it has none. */
    default String resource(AwsRequest request) {
        return "";
    }

    /**
     * What the caller must be allowed to do; asked if its policies are known. By default the action that is named as the
     * operation, on all resources.
     */
    default List<Permission> permissions(AwsRequest request) {
        return Permission.ofOperation(signingName(), request, "*");
    }

    /**
     * Does what the request asks.
     *
     * @throws AwsError the documented error
     */
    AwsResponse handle(AwsRequest request);

    @Override
    default void close() {}
}
