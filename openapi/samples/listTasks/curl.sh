# While "hasMore" is true, get the next page with --data-urlencode "cursor=…": the answer's "nextCursor".
curl --fail-with-body --max-time 30 --get "${HEFFL_BASE_URL:-https://api.heffl.com/api/v2}/tasks" \
  --header "x-api-key: ${HEFFL_API_KEY:?}" \
  --data-urlencode "pageSize=50"
