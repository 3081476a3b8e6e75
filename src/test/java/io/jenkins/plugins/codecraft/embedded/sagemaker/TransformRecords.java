package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The records of a transform job's input on their way to the model and back: split by line, filtered, joined, put
 * together again. Filters and joins are for CSV here.
 */
final class TransformRecords {
    private static final Pattern COLUMNS = Pattern.compile("\\$\\[(-?\\d*)(:?)(-?\\d*)]");
    private static final int MEGABYTE = 1 << 20;

    private final String contentType;
    private final String accept;
    private final boolean lines;
    private final boolean single;
    private final String separator;
    private final int mostBytes;
    private final String inputFilter;
    private final String outputFilter;
    private final boolean joins;
    private final Model model;

    /** Asks the model. */
    interface Model {
        Answer ask(String contentType, String accept, byte[] body) throws IOException, InterruptedException;
    }

    /** The model did not want it. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Refused(Answer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    TransformRecords(JsonNode job, Model model) {
        this.model = model;
        contentType = job.at("/TransformInput/ContentType").asText("application/octet-stream");
        accept = job.at("/TransformOutput/Accept").asText("*/*");
        String split = job.at("/TransformInput/SplitType").asText("None");
        if (split.equals("RecordIO") || split.equals("TFRecord")) {
            throw AwsError.validation("SplitType " + split + " is not supported by the embedded AWS.");
        }
        lines = split.equals("Line");
        single = job.path("BatchStrategy").asText("MultiRecord").equals("SingleRecord");
        separator = job.at("/TransformOutput/AssembleWith").asText("None").equals("Line") ? "\n" : "";
        int megabytes = job.path("MaxPayloadInMB").asInt(6);
        mostBytes = megabytes == 0 ? Integer.MAX_VALUE : megabytes * MEGABYTE;
        inputFilter = job.at("/DataProcessing/InputFilter").asText("$");
        outputFilter = job.at("/DataProcessing/OutputFilter").asText("$");
        joins = job.at("/DataProcessing/JoinSource").asText("None").equals("Input");
        if ((joins || !inputFilter.equals("$") || !outputFilter.equals("$")) && !contentType.startsWith("text/csv")) {
            throw AwsError.validation("DataProcessing is supported for text/csv only by the embedded AWS.");
        }
    }

    byte[] transform(byte[] content) throws IOException, InterruptedException {
        if (!lines) {
            return ask(content);
        }
        List<String> records = new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (List<String> batch : batches(records)) {
            List<String> asked =
                    batch.stream().map(record -> filtered(record, inputFilter)).toList();
            String answer =
                    new String(ask(String.join("\n", asked).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            out.writeBytes(assembled(batch, answer).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private byte[] ask(byte[] body) throws IOException, InterruptedException {
        if (body.length > mostBytes) {
            throw new Refused(Answer.error(413, "Payload of " + body.length + " bytes exceeds MaxPayloadInMB"));
        }
        Answer answer = model.ask(contentType, accept, body);
        if (!answer.succeeded()) {
            throw new Refused(answer);
        }
        return answer.body();
    }

    private List<List<String>> batches(List<String> records) {
        List<List<String>> batches = new ArrayList<>();
        int size = 0;
        for (String record : records) {
            int more = record.getBytes(StandardCharsets.UTF_8).length + 1;
            if (batches.isEmpty() || single || size + more > mostBytes) {
                batches.add(new ArrayList<>());
                size = 0;
            }
            batches.get(batches.size() - 1).add(record);
            size += more;
        }
        return batches;
    }

    private String assembled(List<String> batch, String answer) {
        if (!joins && outputFilter.equals("$")) {
            return answer.endsWith("\n") || separator.isEmpty() ? answer : answer + separator;
        }
        List<String> answers = answer.lines().toList();
        if (answers.size() != batch.size()) {
            throw AwsError.validation("The model answered " + answers.size() + " records to " + batch.size() + ".");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < answers.size(); i++) {
            String joined = joins ? batch.get(i) + "," + answers.get(i) : answers.get(i);
            text.append(filtered(joined, outputFilter)).append(separator.isEmpty() ? "" : separator);
        }
        return text.toString();
    }

    /** Columns of a line of CSV: {@code $}, {@code $[2]}, {@code $[1:]}, {@code $[:3]}, {@code $[-1]}. */
    private static String filtered(String record, String filter) {
        if (filter.equals("$")) {
            return record;
        }
        Matcher columns = COLUMNS.matcher(filter);
        if (!columns.matches()) {
            throw AwsError.validation("The filter " + filter + " is not supported by the embedded AWS.");
        }
        String[] values = record.split(",", -1);
        int from = index(columns.group(1), 0, values.length);
        int to = columns.group(2).isEmpty() ? from + 1 : index(columns.group(3), values.length, values.length);
        return String.join(",", Arrays.copyOfRange(values, Math.min(from, values.length), Math.min(to, values.length)));
    }

    private static int index(String text, int otherwise, int length) {
        if (text.isEmpty()) {
            return otherwise;
        }
        int index = Integer.parseInt(text);
        return index < 0 ? Math.max(0, length + index) : index;
    }
}
