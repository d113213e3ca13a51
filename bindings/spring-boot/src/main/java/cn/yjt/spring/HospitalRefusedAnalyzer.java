package cn.yjt.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Two lines at a start that failed, instead of a stack trace. */
final class HospitalRefusedAnalyzer extends AbstractFailureAnalyzer<HospitalRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, HospitalRefused refused) {
        return new FailureAnalysis(refused.getMessage(), refused.remedy, failure);
    }
}
