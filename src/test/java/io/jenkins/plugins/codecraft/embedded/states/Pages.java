package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Pages of a listing; a token tells how far it has come. */
record Pages(int from, int most) {
    private static final int DEFAULT = 100;

    static Pages of(JsonNode request) {
        int most = request.path("maxResults").asInt(0);
        return new Pages(position(request.path("nextToken").asText("")), most == 0 ? DEFAULT : most);
    }

    private static int position(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^at-", ""));
        } catch (IllegalArgumentException wrong) {
            throw Errors.of("InvalidToken", "Invalid Token: '" + token + "'");
        }
    }

    ObjectNode answer(String member, List<ObjectNode> all) {
        ObjectNode answer = AwsJson.object();
        ArrayNode page = answer.putArray(member);
        all.stream().skip(from).limit(most).forEach(page::add);
        return next(answer, all.size());
    }

    ObjectNode next(ObjectNode answer, long size) {
        if (from + most < size) {
            byte[] position = ("at-" + (from + most)).getBytes(StandardCharsets.UTF_8);
            answer.put("nextToken", Base64.getUrlEncoder().encodeToString(position));
        }
        return answer;
    }
}
