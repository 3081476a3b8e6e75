package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends pieces by their presigned URLs and answers what became of each, in the same order.
 *
 * @param root what the paths of the pieces are relative to
 * @param validMillis for how long the URLs are good
 * @param parallel how many requests at once
 */
public record UploadTask(Root root, ArrayList<Piece> pieces, long validMillis, int parallel)
        implements AgentTask<ArrayList<Sent>> {

    @Override
    public ArrayList<Sent> run(Path workspace, Path temp) throws IOException, InterruptedException {
        Path base = FileTree.base(root.resolve(workspace, temp));
        List<PieceExchange> exchanges = pieces.stream()
                .map(piece -> new PieceExchange(piece, base.resolve(piece.path())))
                .toList();
        return new Exchanges(Http.CLIENT, validMillis).make(exchanges, parallel);
    }

    @Override
    public String toString() {
        return "upload of " + pieces.size() + " pieces from " + root;
    }
}
