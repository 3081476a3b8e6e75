package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.util.List;

/** A listing in pages. */
final class Page {
    private Page() {}

    /** As version 1 pages: {@code item}, {@code position}, {@code limit}. */
    static AwsResponse one(AwsRequest request, List<? extends JsonNode> all) {
        return page(request, all, "item", "position", "limit", 25);
    }

    /** As version 2 pages: {@code items}, {@code nextToken}, {@code maxResults}. */
    static AwsResponse two(AwsRequest request, List<? extends JsonNode> all) {
        return page(request, all, "items", "nextToken", "maxResults", 100);
    }

    private static AwsResponse page(
            AwsRequest request, List<? extends JsonNode> all, String items, String token, String size, int usual) {
        int from = request.query(token).map(Integer::parseInt).orElse(0);
        int to = Math.min(
                all.size(), from + request.query(size).map(Integer::parseInt).orElse(usual));
        ObjectNode page = AwsJson.object();
        ArrayNode array = page.putArray(items);
        all.subList(Math.min(from, to), to).forEach(array::add);
        if (to < all.size()) {
            page.put(token, Integer.toString(to));
        }
        return AwsResponse.json(page);
    }
}
