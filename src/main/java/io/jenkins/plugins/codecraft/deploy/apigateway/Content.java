package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in descriptions: which content an API was imported from, and which a deployment serves. A description is written
 * by the same call as the content, so that a call whose answer was lost is found to be made.
 */
final class Content {
    /** The tag that says the same of an API whose description does not. */
    static final String TAG = "codecraft:content";

    private static final Pattern MARK = Pattern.compile("codecraft:content=([0-9a-f]{16})");
    private static final int LONGEST = 1024;
    private static final int DIGITS = 16;

    private Content() {}

    /** Sixteen hexadecimal digits that stand for a document. */
    static String of(boolean http, String document) {
        return Digests.hex(DIGITS, List.of(http ? "http" : "rest", document));
    }

    /** A description with the mark at its end; what does not fit is cut off before. */
    static String marked(String description, String content) {
        String mark = "codecraft:content=" + content;
        int room = LONGEST - mark.length() - 1;
        String text = description.length() <= room ? description : description.substring(0, room);
        return text.isEmpty() ? mark : text + " " + mark;
    }

    /** The description of a deployment. */
    static String deployment(String content, BuildOrigin origin) {
        return marked("CodeCraft, " + origin.job() + " #" + origin.build(), content);
    }

    /** The content that was imported last into an API; "" if it is not known. */
    static String of(Gateway.Api api) {
        String marked = in(api.description());
        return marked.isEmpty() ? api.tags().getOrDefault(TAG, "") : marked;
    }

    /** The content that a description marks; "" if there is no mark. */
    static String in(String description) {
        Matcher matcher = MARK.matcher(description == null ? "" : description);
        return matcher.find() ? matcher.group(1) : "";
    }
}
