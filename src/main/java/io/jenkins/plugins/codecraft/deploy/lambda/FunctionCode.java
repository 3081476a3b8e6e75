package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * The code that is wanted.
 *
 * @param sha256 of the archive, in Base64 as Lambda tells it; "" of an image
 * @param bytes of the archive
 * @param image "" of an archive
 * @param architecture of the machine that it is for
 * @param key in the bucket, once it is staged; "" before, and if it goes to Lambda directly
 */
record FunctionCode(String sha256, long bytes, String image, String architecture, String key) implements Serializable {

    static FunctionCode archive(String hex, long bytes, String architecture) {
        String sha256 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return new FunctionCode(sha256, bytes, "", architecture, "");
    }

    static FunctionCode image(String uri, String architecture) {
        return new FunctionCode("", 0, uri, architecture, "");
    }

    FunctionCode staged(String at) {
        return new FunctionCode(sha256, bytes, image, architecture, at);
    }

    boolean isImage() {
        return !image.isEmpty();
    }

    /** Whether a function has this code. */
    boolean isIn(GetFunctionResponse function) {
        return isImage()
                ? image.equals(function.code().imageUri()) && isFor(function.configuration())
                : isIn(function.configuration());
    }

    /** Whether a function or version that is made of an archive has this code. */
    boolean isIn(FunctionConfiguration function) {
        return sha256.equals(function.codeSha256()) && isFor(function);
    }

    private boolean isFor(FunctionConfiguration function) {
        return architecture.equals(architecture(function));
    }

    static String architecture(FunctionConfiguration function) {
        var all = function.architecturesAsStrings();
        return all.isEmpty() ? "x86_64" : all.get(0);
    }

    /** For people. */
    String words() {
        return isImage() ? image : Words.of(FunctionCode.class, "shaBytes", sha256, bytes);
    }
}
