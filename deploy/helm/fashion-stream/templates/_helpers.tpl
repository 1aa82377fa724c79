{{- define "fashion-stream.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "fashion-stream.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "fashion-stream.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "fashion-stream.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "fashion-stream.processor" -}}
{{ include "fashion-stream.fullname" . }}-processor
{{- end -}}

{{- define "fashion-stream.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "fashion-stream.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{- /* An image; called with the root context and the values of the image. */ -}}
{{- define "fashion-stream.image" -}}
{{- $root := index . 0 -}}{{- $image := index . 1 -}}
image: {{ printf "%s:%s" $image.repository (default $root.Chart.AppVersion $image.tag) | quote }}
imagePullPolicy: {{ $image.pullPolicy }}
{{- end -}}

{{- /* What all pods have: a user without rights. */ -}}
{{- define "fashion-stream.podSecurity" -}}
serviceAccountName: {{ include "fashion-stream.serviceAccount" . }}
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "fashion-stream.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- /* How every program reaches Kafka. */ -}}
{{- define "fashion-stream.kafkaEnv" -}}
- name: FASHION_STREAM_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers is needed: host:port of a broker" .Values.kafka.bootstrapServers | quote }}
{{- with .Values.kafka.topicPrefix }}
- name: FASHION_STREAM_TOPIC_PREFIX
  value: {{ . | quote }}
{{- end }}
{{- if .Values.kafka.clientSettingsSecret }}
- name: FASHION_STREAM_CLIENT_SETTINGS
  value: /etc/fashion-stream/client/client.properties
{{- end }}
{{- end -}}

{{- define "fashion-stream.commonMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .Values.kafka.clientSettingsSecret }}
- name: client-settings
  mountPath: /etc/fashion-stream/client
  readOnly: true
{{- end }}
{{- end -}}

{{- define "fashion-stream.commonVolumes" -}}
- name: tmp
  emptyDir:
    medium: Memory
    sizeLimit: {{ .Values.processor.tmpSize }}
{{- with .Values.kafka.clientSettingsSecret }}
- name: client-settings
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end -}}

{{- /* Trains, then releases; for a Job and a CronJob. */ -}}
{{- define "fashion-stream.trainerJob" -}}
{{- if not .Values.trainer.data -}}
{{- fail "trainer.data is needed: the volume with the data set" -}}
{{- end -}}
backoffLimit: 2
activeDeadlineSeconds: {{ .Values.trainer.activeDeadlineSeconds }}
podFailurePolicy:
  rules:
    # 2: called wrongly; 4: the quality gate refused the model. Neither gets better by trying again.
    - action: FailJob
      onExitCodes:
        operator: In
        values: [2, 4]
template:
  metadata:
    labels:
      {{- include "fashion-stream.selectorLabels" . | nindent 6 }}
      app.kubernetes.io/component: trainer
  spec:
    restartPolicy: Never
    {{- include "fashion-stream.podSecurity" . | nindent 4 }}
    initContainers:
      - name: train
        {{- include "fashion-stream.image" (list . .Values.trainer.image) | nindent 8 }}
        args:
          - train
          - --data=/data
          - --output=/work/model.zip
          {{- range .Values.trainer.trainArguments }}
          - {{ . | quote }}
          {{- end }}
        resources:
          {{- toYaml .Values.trainer.resources | nindent 10 }}
        {{- include "fashion-stream.containerSecurity" . | nindent 8 }}
        volumeMounts:
          - name: data
            mountPath: /data
            readOnly: true
          - name: work
            mountPath: /work
          - name: tmp
            mountPath: /tmp
    containers:
      - name: publish
        {{- include "fashion-stream.image" (list . .Values.trainer.image) | nindent 8 }}
        args:
          - publish
          - --broker-timeout=60
          {{- range .Values.trainer.publishArguments }}
          - {{ . | quote }}
          {{- end }}
          - /work/model.zip
        env:
          {{- include "fashion-stream.kafkaEnv" . | nindent 10 }}
        resources:
          {{- toYaml .Values.trainer.resources | nindent 10 }}
        {{- include "fashion-stream.containerSecurity" . | nindent 8 }}
        volumeMounts:
          - name: work
            mountPath: /work
            readOnly: true
          {{- include "fashion-stream.commonMounts" . | nindent 10 }}
    volumes:
      - name: data
        {{- toYaml .Values.trainer.data | nindent 8 }}
      - name: work
        emptyDir: {}
      {{- include "fashion-stream.commonVolumes" . | nindent 6 }}
{{- end -}}
