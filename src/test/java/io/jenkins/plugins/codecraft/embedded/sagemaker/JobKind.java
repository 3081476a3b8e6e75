package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/**
 * What tells one kind of job from another in the API.
 *
 * @param name such as {@code TransformJob}, of which the members of requests and answers are made
 * @param type the type of resource in an ARN
 * @param words what messages call it
 * @param started the member for the time of its start; empty if there is none
 * @param ended the same for its end
 * @param describesModified whether not only a listing tells when a job was modified
 * @param summaries the member of a listing's answer
 * @param event the detail type of the event that tells of its end; empty if there is none
 */
record JobKind(
        String name,
        String type,
        String words,
        String started,
        String ended,
        boolean describesModified,
        String summaries,
        String event,
        Shape create,
        Shape one,
        Shape list) {

    static final JobKind TRANSFORM = new JobKind(
            "TransformJob",
            "transform-job",
            "transform job",
            "TransformStartTime",
            "TransformEndTime",
            false,
            "TransformJobSummaries",
            "SageMaker Transform Job State Change",
            TransformShapes.CREATE,
            TransformShapes.ONE,
            TransformShapes.LIST);

    static final JobKind PROCESSING = new JobKind(
            "ProcessingJob",
            "processing-job",
            "processing job",
            "ProcessingStartTime",
            "ProcessingEndTime",
            true,
            "ProcessingJobSummaries",
            "SageMaker Processing Job State Change",
            ProcessingShapes.CREATE,
            ProcessingShapes.ONE,
            ProcessingShapes.LIST);

    static final JobKind TUNING = new JobKind(
            "HyperParameterTuningJob",
            "hyper-parameter-tuning-job",
            "hyperparameter tuning job",
            "",
            "HyperParameterTuningEndTime",
            true,
            "HyperParameterTuningJobSummaries",
            "SageMaker HyperParameter Tuning Job State Change",
            TuningShapes.CREATE,
            TuningShapes.ONE,
            TuningShapes.LIST);

    static final JobKind LABELING = new JobKind(
            "LabelingJob",
            "labeling-job",
            "labeling job",
            "",
            "",
            true,
            "LabelingJobSummaryList",
            "",
            LabelingShapes.CREATE,
            LabelingShapes.ONE,
            LabelingShapes.LIST);

    String member(String end) {
        return name + end;
    }
}
