package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** One request to S3, which may have to be made several times. */
interface Exchange {

    /** How the user knows what it moves. */
    String path();

    /** Why it is not to be made, or its answer not to be believed; asked before and after every attempt. */
    Optional<Sent> refusal() throws IOException;

    /** How it is best made the first time, if {@link #request} is too much for it. */
    default Optional<SmallPut> small() {
        return Optional.empty();
    }

    HttpRequest request();

    /** What becomes of the body of the answer; errors as text. */
    HttpResponse.BodyHandler<String> answer();
}
