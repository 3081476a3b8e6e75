package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Fetches ranges of an object into a file of the temporary folder, each at its place.
 *
 * @param fileName of the file in the temporary folder
 * @param url presigned, for the whole object
 * @param headers those that were signed
 * @param from where the first range begins
 * @param to where the last range ends
 * @param rangeLength the length of each but the last
 * @param validMillis for how long the URL is good
 * @param parallel how many requests at once
 */
public record FetchTask(
        String fileName,
        String url,
        TreeMap<String, String> headers,
        long from,
        long to,
        long rangeLength,
        long validMillis,
        int parallel)
        implements AgentTask<ArrayList<Sent>> {

    /** What became of each range, in order. */
    @Override
    public ArrayList<Sent> run(Path workspace, Path temp) throws IOException, InterruptedException {
        Path folder = IndexFile.folder(temp);
        if (from == 0) {
            Leavings.sweep(folder);
        }
        Path file = folder.resolve(fileName);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            List<RangeExchange> ranges = new ArrayList<>();
            for (long at = from; at < to; at += rangeLength) {
                ranges.add(new RangeExchange(fileName, url, headers, channel, at, Math.min(rangeLength, to - at)));
            }
            return new Exchanges(Http.CLIENT, validMillis).make(ranges, parallel);
        }
    }

    @Override
    public String toString() {
        return "fetch of " + fileName + " from " + from + " to " + to; // The URL is a permission: not for logs.
    }
}
