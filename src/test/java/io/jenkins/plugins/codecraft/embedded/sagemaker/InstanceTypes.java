package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;
import java.util.ArrayList;
import java.util.List;

/** The instance types of SageMaker, by family. */
final class InstanceTypes {
    private static final String TRAINING = """
            m4 xlarge 2xlarge 4xlarge 10xlarge 16xlarge
            m5 large xlarge 2xlarge 4xlarge 12xlarge 24xlarge
            m6i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
            m7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            c4 xlarge 2xlarge 4xlarge 8xlarge
            c5 xlarge 2xlarge 4xlarge 9xlarge 18xlarge
            c5n xlarge 2xlarge 4xlarge 9xlarge 18xlarge
            c6i xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
            c7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            r5 large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
            r5d large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
            r7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            t3 medium large xlarge 2xlarge
            g4dn xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            g5 xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            g6 xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            g6e xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            p2 xlarge 8xlarge 16xlarge
            p3 2xlarge 8xlarge 16xlarge
            p3dn 24xlarge
            p4d 24xlarge
            p4de 24xlarge
            p5 4xlarge 48xlarge
            p5e 48xlarge
            p5en 48xlarge
            trn1 2xlarge 32xlarge
            trn1n 32xlarge
            trn2 48xlarge
            """;

    private static final String HOSTING = """
            t2 medium large xlarge 2xlarge
            m4 xlarge 2xlarge 4xlarge 10xlarge 16xlarge
            m5 large xlarge 2xlarge 4xlarge 12xlarge 24xlarge
            m5d large xlarge 2xlarge 4xlarge 12xlarge 24xlarge
            m6g large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            m6gd large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            m6i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
            m7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            m8g medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            c4 large xlarge 2xlarge 4xlarge 8xlarge
            c5 large xlarge 2xlarge 4xlarge 9xlarge 18xlarge
            c5d large xlarge 2xlarge 4xlarge 9xlarge 18xlarge
            c6g large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            c6i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
            c7g large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            c7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            c8g medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            r5 large xlarge 2xlarge 4xlarge 12xlarge 24xlarge
            r5d large xlarge 2xlarge 4xlarge 12xlarge 24xlarge
            r6g large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            r6i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
            r7i large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            r8g medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            g4dn xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
            g5 xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            g6 xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            g6e xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
            p2 xlarge 8xlarge 16xlarge
            p3 2xlarge 8xlarge 16xlarge
            p4d 24xlarge
            p4de 24xlarge
            p5 4xlarge 48xlarge
            p5e 48xlarge
            p5en 48xlarge
            inf1 xlarge 2xlarge 6xlarge 24xlarge
            inf2 xlarge 8xlarge 24xlarge 48xlarge
            trn1 2xlarge 32xlarge
            trn1n 32xlarge
            trn2 48xlarge
            """;

    private InstanceTypes() {}

    static Shape training() {
        return shape(TRAINING);
    }

    static Shape hosting() {
        return shape(HOSTING);
    }

    /** As those of training; nobody processes on what only that has. */
    static Shape processing() {
        return shape(TRAINING);
    }

    /** As those of training; nobody transforms on what only that has. */
    static Shape transform() {
        return shape(TRAINING);
    }

    private static Shape shape(String families) {
        List<String> types = new ArrayList<>();
        families.lines().forEach(line -> {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                types.add("ml." + words[0] + "." + words[i]);
            }
        });
        return Shape.enumOf(types.toArray(String[]::new));
    }
}
