package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Piece;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the agent sends with one request. */
interface Sendable {

    /** How the user knows it. */
    String path();

    long length();

    /** The request, freshly presigned; nothing when it need not be sent any more. */
    Optional<Piece> presign(Duration validity);

    /**
     * Takes notice that it was sent, or that its upload is gone.
     *
     * @return what is to be sent because of this; usually nothing
     */
    List<Sendable> settle(Sent sent) throws IOException, InterruptedException;
}
